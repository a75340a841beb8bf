import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { frugalMemory } from './frugalMemory';
import { launchProgram } from './launchProgram';

const ASK_V8 = `
  process.stdout.write(JSON.stringify({
    arenas: process.env.MALLOC_ARENA_MAX,
    heapLimit: require('v8').getHeapStatistics().heap_size_limit,
  }));
`;

describe('frugalMemory', () => {
  it('leaves alone what was said otherwise', () => {
    const said = {
      MALLOC_ARENA_MAX: '8',
      NODE_OPTIONS: '--enable-source-maps --max-semi-space-size=64',
    };
    expect(frugalMemory(said)).toMatchObject(said);
  });

  it('keeps other options, and says nothing twice', () => {
    const told = frugalMemory({ NODE_OPTIONS: '--enable-source-maps' });
    expect(told.NODE_OPTIONS).toBe(
      '--max-semi-space-size=8 --enable-source-maps',
    );
    expect(frugalMemory(told)).toEqual(told);
  });

  it('is understood by Node, and reaches what is launched', async () => {
    const ask = async (env: Record<string, string>) => {
      const child = launchProgram(process.execPath, ['-e', ASK_V8], env);
      const [answer] = await Promise.all([
        text(child.stdout!),
        once(child, 'close'),
      ]);
      return JSON.parse(answer) as { arenas: string; heapLimit: number };
    };
    const frugal = await ask({});
    const usual = await ask({ NODE_OPTIONS: '' });
    expect(frugal.arenas).toBe('2');
    // The limit of the heap counts the semi-spaces.
    expect(frugal.heapLimit).toBeLessThan(usual.heapLimit);
  });
});
