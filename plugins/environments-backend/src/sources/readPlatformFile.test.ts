import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPlatformFile } from './readPlatformFile';

const item = {
  id: 'postgresql',
  title: 'PostgreSQL',
  state: 'ok',
  reason: null,
  since: '2026-11-25T10:00:00.000Z',
  missing: null,
  snippet: null,
  origin: 'live',
};

describe('readPlatformFile', () => {
  let folder: string;
  const write = async (text: string) => {
    const path = join(folder, 'platform.json');
    await writeFile(path, text);
    return path;
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'platform-file-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('should read what the platform says', async () => {
    const path = await write(JSON.stringify({ items: [item] }));
    await utimes(path, new Date(), new Date('2026-11-25T10:00:00.000Z'));
    expect(await readPlatformFile(path)).toEqual({
      readable: true,
      items: [item],
      writtenAt: new Date('2026-11-25T10:00:00.000Z'),
    });
  });

  it.each([
    ['no JSON', '{', 'cannot be read'],
    ['another shape', '{"items": [{}]}', 'does not hold what it should'],
    ['too much', `"${'x'.repeat(300_000)}"`, 'is too large'],
  ])('should say so where it holds %s', async (_, text, reason) => {
    expect(await readPlatformFile(await write(text))).toEqual({
      readable: false,
      reason: expect.stringContaining(reason),
    });
  });

  it('should say so where it is not there', async () => {
    expect(await readPlatformFile(join(folder, 'nothing.json'))).toEqual({
      readable: false,
      reason: 'Its file cannot be read; is the platform running?',
    });
  });
});
