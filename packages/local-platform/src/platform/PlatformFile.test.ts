import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { DataFolder } from '../data/DataFolder';
import type { ProcessState } from '../process/ManagedProcess';
import {
  PLATFORM_FILE,
  PlatformFile,
  platformFileSchema,
  sourceOf,
} from './PlatformFile';

const since = '2026-11-25T10:00:00.000Z';
const GIT_HOST = {
  id: 'git-host',
  title: 'Git host',
  origin: 'emulated',
  about: 'An emulator',
} as const;

describe('sourceOf', () => {
  it.each<[ProcessState['state'], string | null, string, string]>([
    ['running', null, 'ok', 'An emulator'],
    ['starting', null, 'down', 'It is starting'],
    [
      'restarting',
      'exit code 1',
      'down',
      'It ended unexpectedly (exit code 1) and is being started again',
    ],
    ['stopped', null, 'down', 'It is stopped'],
    ['unreachable', 'no route', 'down', 'no route'],
  ])('should tell of a process that is %s', (state, why, told, reason) => {
    const source = sourceOf(GIT_HOST, { state, reason: why, since });
    expect(source).toMatchObject({ state: told, reason, origin: 'emulated' });
  });
});

describe('PlatformFile', () => {
  const data = DataFolder.at(temporaryFolder());

  it('should hold the last state of each source, as the portal reads it', async () => {
    const file = new PlatformFile(data);
    const states: ProcessState['state'][] = ['starting', 'running', 'stopped'];
    for (const state of states) {
      file.set(sourceOf(GIT_HOST, { state, reason: null, since }));
    }
    await file.settled();
    const read = await data.readJson(PLATFORM_FILE, platformFileSchema);
    expect(read?.items.map(({ id, reason }) => [id, reason])).toEqual([
      ['git-host', 'It is stopped'],
    ]);
    expect(Date.parse(read?.checkedAt ?? '')).toBeLessThanOrEqual(Date.now());
  });

  it('should be written anew until the platform ends', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    try {
      const file = new PlatformFile(data);
      const end = new AbortController();
      file.keepFresh(end.signal);
      await rm(file.path, { force: true });
      jest.advanceTimersByTime(20_000);
      await file.settled();
      expect(existsSync(file.path)).toBe(true);
      end.abort();
      await rm(file.path);
      jest.advanceTimersByTime(60_000);
      await file.settled();
      expect(existsSync(file.path)).toBe(false);
    } finally {
      jest.useRealTimers();
    }
  });
});
