import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MutableClock } from '../__testUtils__/MutableClock';
import { PlatformParts } from './PlatformParts';

const WRITTEN = '2026-11-25T10:00:00.000Z';

const POSTGRESQL = {
  id: 'postgresql',
  title: 'PostgreSQL',
  state: 'ok',
  reason: 'Embedded, on 127.0.0.1:5432',
  since: '2026-11-25T09:00:00.000Z',
  missing: null,
  snippet: null,
  origin: 'live',
};

describe('PlatformParts', () => {
  let folder: string;
  let path: string;
  let clock: MutableClock;
  let parts: PlatformParts;

  const write = async (items: object[]) => {
    await writeFile(path, JSON.stringify({ items }));
    await utimes(path, new Date(WRITTEN), new Date(WRITTEN));
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'platform-parts-'));
    path = join(folder, 'platform.json');
    clock = MutableClock.at(WRITTEN);
    parts = PlatformParts.create(path, clock.now);
    await write([POSTGRESQL]);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('should tell how old the word about a part is', async () => {
    clock.pass(12_000);
    expect(await parts.find('postgresql')).toEqual({
      ...POSTGRESQL,
      reason: 'Embedded, on 127.0.0.1:5432. The launcher said so 12 s ago',
    });
    expect(await parts.list()).toEqual([POSTGRESQL]);
  });

  it('should call a part unknown once its file is older than a minute', async () => {
    clock.pass(60_001);
    const unknown = {
      ...POSTGRESQL,
      state: 'unknown',
      reason: 'The launcher last wrote about it 60 s ago; is it still running?',
      since: null,
      snippet: './portico up --detach',
    };
    expect(await parts.list()).toEqual([unknown]);
    expect(await parts.find('postgresql')).toEqual(unknown);
  });

  it('should remember a part whose file is gone, and say that nobody tells of it', async () => {
    await parts.list();
    await rm(path);
    expect(await parts.find('postgresql')).toMatchObject({
      title: 'PostgreSQL',
      state: 'unknown',
      reason: 'Its file cannot be read; is the platform running?',
      missing: 'environments.platformFile',
    });
  });

  it('should stand for its parts where they were never told of', async () => {
    await rm(path);
    expect(await parts.list()).toMatchObject([
      { id: 'platform', state: 'unknown' },
    ]);
    expect(await parts.find('postgresql')).toBeUndefined();
    await write([POSTGRESQL]);
    expect(await parts.find('platform')).toMatchObject({
      state: 'ok',
      reason: 'The launcher said so 0 s ago',
    });
  });
});
