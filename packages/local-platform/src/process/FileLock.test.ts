import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { FileLock } from './FileLock';

describe('FileLock', () => {
  const folder = temporaryFolder();

  it('should be held by one, and free again after its release', async () => {
    const file = join(folder, 'held.json');
    const first = await FileLock.tryAcquire(file);
    expect(Object.keys(first)).toEqual(['lock']);
    const second = await FileLock.tryAcquire(file);
    expect(second).toEqual({
      holder: expect.objectContaining({ pid: process.pid }),
    });
    await ('lock' in first ? first.lock.release() : undefined);
    expect(existsSync(file)).toBe(false);
    expect(await FileLock.holder(file)).toBeUndefined();
  });

  it.each([
    ['of a process that is gone', '{"pid":999999999,"startedAt":"x/1"}'],
    [
      'of an older process with our number',
      `{"pid":${process.pid},"startedAt":"x/1"}`,
    ],
    ['that a crash left half written', '{"pid":'],
  ])('should overrule a lock %s', async (_, content) => {
    const file = join(folder, 'stale.json');
    writeFileSync(file, content);
    const result = await FileLock.tryAcquire(file);
    expect(Object.keys(result)).toEqual(['lock']);
    await ('lock' in result ? result.lock.release() : undefined);
  });

  it('should give a lock to exactly one of many who come at once', async () => {
    const file = join(folder, 'raced.json');
    writeFileSync(file, '{"pid":999999999,"startedAt":"x/1"}');
    const results = await Promise.all(
      Array.from({ length: 8 }, () => FileLock.tryAcquire(file)),
    );
    expect(results.filter(result => 'lock' in result)).toHaveLength(1);
  });
});
