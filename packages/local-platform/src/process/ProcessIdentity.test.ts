import { once } from 'node:events';
import { fakeChild, OBEDIENT } from '../__testUtils__/fakeChild';
import {
  commandLine,
  identify,
  isRunning,
  parseProcStat,
} from './ProcessIdentity';

const STAT =
  '42 (a (strange) name) S 1 42 42 0 -1 4194560 100 0 0 0 5 3 0 0 20 0 11 0 987654 1000 200';

describe('parseProcStat', () => {
  it('should find the start time behind a name with spaces and parentheses', () => {
    expect(parseProcStat(STAT)).toBe('987654');
  });

  it('should take a zombie for a process that is gone', () => {
    expect(parseProcStat(STAT.replace(') S ', ') Z '))).toBeUndefined();
  });
});

describe('isRunning', () => {
  it('should recognise a process and notice its end', async () => {
    const child = fakeChild(OBEDIENT);
    await once(child, 'spawn');
    const identity = await identify(child.pid ?? 0);
    expect(identity?.pid).toBe(child.pid);
    if (!identity) {
      throw new Error('The child has no identity');
    }
    expect(await isRunning(identity)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await isRunning(identity)).toBe(false);
  });

  it('should not take a process that got the same number for the old one', async () => {
    const self = await identify(process.pid);
    expect(self?.pid).toBe(process.pid);
    expect(
      await isRunning({ pid: process.pid, startedAt: `${self?.startedAt}0` }),
    ).toBe(false);
  });
});

describe('commandLine', () => {
  it('should tell the command with its arguments', async () => {
    const child = fakeChild(OBEDIENT, ['an-argument']);
    await once(child, 'spawn');
    expect(await commandLine(child.pid ?? 0)).toContain('an-argument');
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
});
