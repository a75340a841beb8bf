import { silentReporter } from '../__testUtils__/silentReporter';
import type { ChaosCase } from './Case';
import { ALL_CASES } from './cases';
import { chooseCases } from './chooseCases';
import type { ChaosWorld } from './harness/ChaosWorld';
import { eventually, stretched, stretchPatience } from './harness/eventually';
import { quantile } from './harness/latency';
import { seededRandom } from '../system/seededRandom';
import { renderResults, runCases } from './runCases';

describe('runCases', () => {
  const restore = jest.fn(async () => {});
  const world = {
    signal: new AbortController().signal,
    restore,
  } as unknown as ChaosWorld;
  const run = (cases: ChaosCase[], seed = 1) =>
    runCases({ world, cases, seed, short: true, reporter: silentReporter() });
  const aCase = (body: ChaosCase['run'], name = 'one'): ChaosCase => ({
    name,
    title: `Case ${name}`,
    short: true,
    run: body,
  });

  beforeEach(() => {
    restore.mockClear();
  });

  it('should count what was looked at, and tell what is broken', async () => {
    const [result] = await run([
      aCase(async ({ holds, broken, note, measure }) => {
        holds('this', true);
        holds('that', false, 'it does not');
        broken('many', ['one', 'two']);
        note('done');
        measure('seconds', 1.26);
      }),
    ]);
    expect(result).toMatchObject({
      checked: 3,
      broken: ['that: it does not', 'many: one', 'many: two'],
      notes: ['done'],
      measured: { seconds: 1.3 },
    });
    expect(renderResults([result])).toMatch(
      /Case one +0\.0 s {2}BROKEN {4}3 checked\n {4}that: it does not\n/,
    );
  });

  it('should tell of a case in which nothing could be tried', async () => {
    const [result] = await run([aCase(async ({ note }) => note('No disk'))]);
    expect(renderResults([result])).toMatch(/s {2}left out {2}0 checked\n$/);
  });

  it('should take a case that throws for broken, and go on', async () => {
    const results = await run([
      aCase(() => Promise.reject(new Error('no way'))),
      aCase(async ({ holds }) => holds('this', true), 'two'),
    ]);
    expect(results.map(({ broken }) => broken)).toEqual([
      ['Case one: no way'],
      [],
    ]);
    expect(restore).toHaveBeenCalledTimes(2);
  });

  it('should take a world that cannot be mended for broken', async () => {
    restore.mockRejectedValueOnce(new Error('it stays down'));
    const [{ broken }] = await run([aCase(async () => {})]);
    expect(broken).toEqual(['the world after it: it stays down']);
  });

  it('should give a case the same numbers alone and among others', async () => {
    const drawn: Record<string, number[]> = {};
    const drawing = (name: string) =>
      aCase(async ({ random }) => {
        (drawn[name] ??= []).push(random());
      }, name);
    await run([drawing('one'), drawing('two')]);
    await run([drawing('two')]);
    await run([drawing('two')], 2);
    const [among, alone, otherSeed] = drawn.two;
    expect(alone).toBe(among);
    expect(otherSeed).not.toBe(among);
    expect(drawn.one[0]).not.toBe(among);
  });
});

describe('chooseCases', () => {
  it('should choose by form and by name, and refuse other names', () => {
    expect(chooseCases(ALL_CASES, {})).toEqual(ALL_CASES);
    const short = chooseCases(ALL_CASES, { short: true });
    expect(short.length).toBeGreaterThan(0);
    expect(short.every(chaos => chaos.short)).toBe(true);
    expect(
      chooseCases(ALL_CASES, { only: ['poison'] }).map(({ name }) => name),
    ).toEqual(['poison']);
    expect(() => chooseCases(ALL_CASES, { only: ['nothing'] })).toThrow(
      'There is no case nothing',
    );
  });
});

describe('seededRandom', () => {
  it('should draw the same numbers for a seed, within 0 and 1', () => {
    const draw = (seed: number) =>
      Array.from({ length: 100 }, seededRandom(seed));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(draw(7).every(number => number >= 0 && number < 1)).toBe(true);
  });
});

describe('eventually', () => {
  it('should tell the last reason when time is up', async () => {
    const look = async () => {
      throw new Error('still red');
    };
    await expect(
      eventually('the light', look, { withinMs: 30, everyMs: 5 }),
    ).rejects.toThrow('the light: not within 0.03 s (still red)');
  });

  it('should wait for an answer', async () => {
    let left = 3;
    const look = async () => (--left > 0 ? undefined : 'green');
    expect(
      await eventually('the light', look, { withinMs: 1000, everyMs: 1 }),
    ).toBe('green');
  });
});

describe('stretchPatience', () => {
  afterEach(() => stretchPatience(0));

  it('should give a slow machine more time, and a quick one no less', () => {
    expect(stretchPatience(2)).toBe(1);
    expect(stretched(1_000)).toBe(1_000);
    expect(stretchPatience(24)).toBe(3);
    expect(stretched(1_000)).toBe(3_000);
  });
});

describe('quantile', () => {
  it('should find the value in the order of numbers', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(quantile(values, 0.5)).toBe(51);
    expect(quantile(values, 0.975)).toBe(98);
    expect(quantile([], 0.5)).toBe(0);
  });
});
