import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { frugalMemory } from './frugalMemory';
import { launchProgram } from './launchProgram';

const ASK_V8 = `
  process.stdout.write(JSON.stringify({
    arenas: process.env.MALLOC_ARENA_MAX,
    semiSpace: require('v8').getHeapStatistics().heap_size_limit,
  }));
`;

describe('frugalMemory', () => {
  it('leaves alone what was said otherwise', () => {
    const told = frugalMemory({
      MALLOC_ARENA_MAX: '8',
      NODE_OPTIONS: '--max-semi-space-size=64 --enable-source-maps',
    });
    expect(told.MALLOC_ARENA_MAX).toBe('8');
    expect(told.NODE_OPTIONS).toBe(
      '--max-semi-space-size=8 --max-semi-space-size=64 --enable-source-maps',
    );
  });

  it('is understood by Node, and reaches what is launched', async () => {
    const ask = async (env: Record<string, string>) => {
      const child = launchProgram(process.execPath, ['-e', ASK_V8], env);
      const [answer] = await Promise.all([
        text(child.stdout!),
        once(child, 'close'),
      ]);
      return JSON.parse(answer) as { arenas: string; semiSpace: number };
    };
    const frugal = await ask({});
    const usual = await ask({ NODE_OPTIONS: '' });
    expect(frugal.arenas).toBe('2');
    // The limit of the heap counts the rooms for what is new.
    expect(frugal.semiSpace).toBeLessThan(usual.semiSpace);
  });
});
