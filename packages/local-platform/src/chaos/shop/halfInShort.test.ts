import { seededRandom } from '../../system/seededRandom';
import { halfInShort } from './halfInShort';

const ALL = ['a', 'b', 'c', 'd', 'e'];

describe('halfInShort', () => {
  function draw(seed: number, short = true) {
    const notes: string[] = [];
    const note = (line: string) => notes.push(line);
    const drawn = halfInShort({ short, random: seededRandom(seed), note }, ALL);
    return { drawn, notes };
  }

  it('should leave out nothing in the long form', () => {
    expect(draw(1, false)).toEqual({ drawn: ALL, notes: [] });
  });

  it('should draw half by the seed, keep the order, and say which', () => {
    const { drawn, notes } = draw(1);
    expect(drawn).toHaveLength(3);
    expect(drawn).toEqual([...drawn].sort());
    expect(notes).toEqual([`by the seed, 3 of 5: ${drawn.join(', ')}`]);
    expect(draw(1).drawn).toEqual(drawn);
  });

  it('should see all of them by some seeds', () => {
    const seen = new Set([1, 2, 3, 4, 5].flatMap(seed => draw(seed).drawn));
    expect([...seen].sort()).toEqual(ALL);
  });
});
