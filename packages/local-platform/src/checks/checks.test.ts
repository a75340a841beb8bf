import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { silentReporter } from '../__testUtils__/silentReporter';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { chooseTests } from '../commands/check';
import { DataFolder } from '../data/DataFolder';
import {
  closingLine,
  ONE_FAILED,
  ONE_PASSED,
  ONE_SKIPPED,
  sumCounts,
} from './Counts';
import { renderGates, runGates, type Gate, type GateContext } from './Gate';
import { commandGate } from './runCommand';
import { jestCounts, playwrightCounts, readReport } from './testReports';

const JEST = {
  numPassedTests: 7,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 1,
  numRuntimeErrorTestSuites: 0,
};
const PLAYWRIGHT = {
  stats: { expected: 3, unexpected: 0, flaky: 1, skipped: 2 },
  errors: [],
};

describe('sumCounts', () => {
  it('should add all runners into one plain line', () => {
    const counts = sumCounts([
      ONE_PASSED,
      jestCounts(JEST),
      playwrightCounts(PLAYWRIGHT),
      ONE_SKIPPED,
    ]);
    expect(closingLine(counts)).toBe('12 passed, 1 failed, 6 skipped');
  });
});

describe('test reports', () => {
  const folder = temporaryFolder();

  it('should count a suite that could not even run as a failure', () => {
    const report = { ...JEST, numRuntimeErrorTestSuites: 2 };
    expect(jestCounts(report).failed).toBe(3);
  });

  it('should count errors outside of tests as failures', () => {
    const report = { ...PLAYWRIGHT, errors: [{ message: 'no config' }] };
    expect(playwrightCounts(report)).toEqual({
      passed: 4,
      failed: 1,
      skipped: 2,
    });
  });

  const all = { ...JEST, numFailedTests: 0 };
  const none = {
    ...all,
    numPassedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
  };

  it.each([
    ['a clean run', JSON.stringify(all), 0, 0],
    ['a run that ended badly without a failed test', JSON.stringify(all), 1, 1],
    ['a run that was killed', JSON.stringify(all), 'SIGKILL', 1],
    ['a run of no test', JSON.stringify(none), 0, 1],
    ['half a report', '{"numPassedTests": 7', 0, 1],
    ['another shape of report', '{"passed": 7}', 0, 1],
  ])('should read %s', async (_, text, exitCode, failed) => {
    const file = join(folder, 'report.json');
    writeFileSync(file, text);
    const counts = await readReport(file, exitCode, jestCounts);
    expect(counts.failed).toBe(failed);
  });

  it('should count a missing report as a failure', async () => {
    const file = join(folder, 'none.json');
    expect(await readReport(file, 0, jestCounts)).toEqual(ONE_FAILED);
  });
});

describe('runGates', () => {
  const folder = temporaryFolder();

  function context(signal = new AbortController().signal): GateContext {
    return {
      checkout: { root: folder, bundles: folder, cache: join(folder, 'cache') },
      reporter: silentReporter(),
      yes: false,
      signal,
      temporaryData: async name => DataFolder.at(join(folder, name)),
    };
  }

  const passing: Gate = {
    title: 'Good',
    run: async () => ({ counts: ONE_PASSED }),
  };
  const throwing: Gate = {
    title: 'Broken',
    run: async () => {
      throw new Error('it broke');
    },
  };

  it('should run light neighbours at once, and tell of all in their order', async () => {
    const events: string[] = [];
    const light = (title: string, ms: number): Gate => ({
      title,
      isLight: true,
      run: async () => {
        events.push(`${title} begins`);
        await new Promise(resolve => setTimeout(resolve, ms));
        events.push(`${title} ends`);
        return { counts: ONE_PASSED };
      },
    });
    const heavy = { ...light('D', 1), isLight: false };
    const gates = [light('A', 60), light('B', 20), light('C', 1), heavy];
    const outcomes = await runGates([passing, ...gates], context());
    expect(outcomes.map(({ title }) => title)).toEqual([
      'Good',
      'A',
      'B',
      'C',
      'D',
    ]);
    expect(events).toEqual([
      'A begins',
      'B begins',
      'B ends',
      'C begins',
      'C ends',
      'A ends',
      'D begins',
      'D ends',
    ]);
  });

  it('should go on after a failure and tell both', async () => {
    const outcomes = await runGates([throwing, passing], context());
    expect(outcomes.map(({ counts, reason }) => [counts, reason])).toEqual([
      [ONE_FAILED, 'it broke'],
      [ONE_PASSED, undefined],
    ]);
  });

  it('should leave out, not pass, what rests on a gate that failed', async () => {
    const essential = { ...throwing, essential: true };
    const outcomes = await runGates([essential, passing], context());
    expect(outcomes[1].counts).toEqual(ONE_SKIPPED);
    expect(outcomes[1].reason).toBe('not run, since "Broken" failed');
  });

  it('should pass and fail with the exit code of a command', async () => {
    const outcomes = await runGates(
      [
        commandGate('True', { log: 'a', command: 'true', args: [] }),
        commandGate('False', {
          log: 'b',
          command: 'sh',
          args: ['-c', 'echo why; exit 9'],
        }),
        commandGate('Missing', { log: 'c', command: 'no-such-tool', args: [] }),
      ],
      context(),
    );
    expect(outcomes.map(({ counts }) => counts)).toEqual([
      ONE_PASSED,
      ONE_FAILED,
      ONE_FAILED,
    ]);
    expect(outcomes[1].reason).toMatch(/^exit code 9, see .*check-b\.log$/);
    expect(outcomes[2].reason).toContain('no-such-tool');
  });

  it('should show each gate with its time, its result and its tests', async () => {
    const tests: Gate = {
      title: 'Tests of all kinds',
      run: async () => ({ counts: { passed: 8, failed: 1, skipped: 2 } }),
    };
    const outcomes = await runGates([passing, throwing, tests], context());
    expect(renderGates(outcomes).replace(/\d\.\d/g, '0.0')).toBe(
      [
        'Gate                   Time    Result',
        'Good                    0.0 s  passed',
        'Broken                  0.0 s  FAILED   it broke',
        'Tests of all kinds      0.0 s  FAILED   8 of 11 (2 left out)',
        '',
      ].join('\n'),
    );
  });
});

describe('chooseTests', () => {
  it.each([
    [{}, ['Types', 'Unit and integration tests', 'Browser tests']],
    [{ unit: true }, ['Unit and integration tests']],
    [{ types: true, e2e: true }, ['Types', 'Browser tests']],
  ])('should choose by %j', (options, titles) => {
    expect(chooseTests(options).map(({ title }) => title)).toEqual(titles);
  });
});
