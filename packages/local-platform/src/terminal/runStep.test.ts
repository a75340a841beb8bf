import { join } from 'node:path';
import { silentReporter } from '../__testUtils__/silentReporter';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { describeFailure, LauncherError, messageOf } from './LauncherError';
import { stamp } from './Reporter';
import { runStep } from './runStep';

describe('runStep', () => {
  const folder = temporaryFolder();

  function step(script: string, signal?: AbortSignal) {
    const reporter = silentReporter();
    const logFile = join(folder, 'logs', 'step.log');
    const run = runStep({
      title: 'Doing it',
      command: '/bin/sh',
      args: ['-c', script],
      cwd: folder,
      logFile,
      reporter,
      signal,
    });
    return { run, reporter, logFile };
  }

  it('should say what it does and how long it took', async () => {
    const { run, reporter } = step('echo fine');
    await run;
    expect(reporter.lines).toEqual(['Doing it', 'Doing it: done in 0 s']);
  });

  it('should name step, reason and log when it fails', async () => {
    const { run, logFile } = step('echo out; echo "no space left" >&2; exit 5');
    await expect(run).rejects.toThrow(
      `"Doing it" failed (5). The last lines of ${logFile}:\n    out\n    no space left`,
    );
  });

  it('should end with all it started when it is told to', async () => {
    const controller = new AbortController();
    const { run } = step('sleep 60 & sleep 60', controller.signal);
    setTimeout(() => controller.abort(), 200);
    await expect(run).rejects.toThrow('"Doing it" failed (SIGTERM)');
  });
});

describe('describeFailure', () => {
  it('should put the fix below the reason', () => {
    expect(
      describeFailure(
        new LauncherError('git is missing', { fix: 'install it' }),
      ),
    ).toBe('git is missing\n  Fix: install it');
  });
});

describe('messageOf', () => {
  it('should tell all reasons of a connection that was tried twice', () => {
    const error = new AggregateError([
      new Error('no ::1'),
      new Error('no 127'),
    ]);
    expect(messageOf(error)).toBe('no ::1; no 127');
    expect(messageOf('text')).toBe('text');
  });
});

describe('stamp', () => {
  it('should show whole seconds', () => {
    expect(stamp(1_000, 13_900)).toBe('[  12 s]');
  });
});
