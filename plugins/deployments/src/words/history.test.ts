import { aDeployment } from '../__testUtils__/aCell';
import { befores, changesOf } from './history';

const REPOSITORY = { origin: 'https://github.com', slug: 'acme/order' };

const back = aDeployment({
  id: 'c',
  kind: 'rollback',
  version: '1.4.2',
  commit: 'aaaaaaa',
});
const broken = aDeployment({
  id: 'b2',
  version: '1.6.0',
  commit: 'ccccccc',
  finishedAt: null,
  failedAt: '2026-11-24T10:01:00Z',
  status: 'failed',
});
const elsewhere = aDeployment({ id: 'x', environment: 'staging' });
const middle = aDeployment({ id: 'b', version: '1.5.0', commit: 'bbbbbbb' });
const first = aDeployment({ id: 'a', version: '1.4.2', commit: 'aaaaaaa' });
const HISTORY = [back, broken, elsewhere, middle, first];

describe('befores', () => {
  it('should find the success before, in the same environment', () => {
    expect(
      [...befores(HISTORY)].map(([id, before]) => [id, before.id]),
    ).toEqual([
      ['c', 'b'],
      ['b2', 'b'],
      ['b', 'a'],
    ]);
  });
});

describe('changesOf', () => {
  const before = befores(HISTORY);
  const of = (one: typeof first) =>
    changesOf(REPOSITORY, one, before.get(one.id));

  it('should lead to what a deployment brought, and to what a roll back took back', () => {
    expect(of(middle)).toEqual({
      url: 'https://github.com/acme/order/compare/aaaaaaa...bbbbbbb',
      words: 'changes',
    });
    expect(of(back)).toEqual({
      url: 'https://github.com/acme/order/compare/aaaaaaa...bbbbbbb',
      words: 'taken back',
    });
    expect(of(broken)).toEqual({
      url: 'https://github.com/acme/order/compare/bbbbbbb...ccccccc',
      words: 'changes',
    });
  });

  it('should lead nowhere where one of the two is not known', () => {
    expect(of(first)).toBeNull();
    expect(changesOf(null, middle, first)).toBeNull();
    expect(
      changesOf(REPOSITORY, aDeployment({ commit: null }), first),
    ).toBeNull();
    expect(
      changesOf(REPOSITORY, aDeployment({ kind: 'remove' }), first),
    ).toBeNull();
  });
});
