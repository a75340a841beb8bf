import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { silentReporter } from '../../__testUtils__/silentReporter';
import { temporaryFolder } from '../../__testUtils__/temporaryFolder';
import { DataFolder } from '../../data/DataFolder';
import {
  PLATFORM_FILE,
  PlatformFile,
  platformFileSchema,
} from '../../platform/PlatformFile';
import { prometheusDataFolder } from '../prometheusFolder';
import { bringSamples, type BringSamplesOptions } from './bringSamples';

describe('bringSamples', () => {
  const root = temporaryFolder();
  let folders = 0;
  let data: DataFolder;

  beforeEach(async () => {
    folders += 1;
    data = DataFolder.at(join(root, String(folders)));
    await data.create();
  });

  async function told(options: Partial<BringSamplesOptions>) {
    const platform = new PlatformFile(data);
    const reporter = silentReporter();
    await bringSamples({
      data,
      platform,
      reporter,
      programs: { prometheus: 'prometheus', promtool: 'promtool' },
      samples: true,
      signal: new AbortController().signal,
      ...options,
    });
    await platform.settled();
    const file = await data.readJson(PLATFORM_FILE, platformFileSchema);
    return { item: file?.items[0], lines: reporter.lines };
  }

  it.each([
    [{ prometheus: undefined, promtool: undefined }, 'prometheus'],
    [{ prometheus: '/bin/prometheus', promtool: undefined }, 'promtool'],
  ])('should say what is missing: %j', async (programs, missing) => {
    expect((await told({ programs })).item).toMatchObject({
      id: 'sample-history',
      origin: 'sample',
      state: 'not-set-up',
      reason: `No sample history: ${missing} is missing`,
      missing,
      snippet: 'apt-get install prometheus',
    });
  });

  it('should go on, and say so, where promtool fails', async () => {
    const programs = { prometheus: 'prometheus', promtool: '/bin/false' };
    const { item, lines } = await told({ programs });
    expect(item?.state).toBe('down');
    expect(item?.reason).toMatch(/^No sample history: promtool/);
    expect(lines).toEqual([`Warning: ${item?.reason}`]);
  });

  it('should remove what the file names when no samples are wanted', async () => {
    const [ours, other] = [
      '01HAAAAAAAAAAAAAAAAAAAAAAA',
      '01HBBBBBBBBBBBBBBBBBBBBBBB',
    ];
    for (const name of [ours, other]) {
      await mkdir(join(prometheusDataFolder(data), name), { recursive: true });
    }
    const until = new Date().toISOString();
    const ids = { until, definition: 'x', blocks: [ours] };
    await data.writeJson('prometheus/sample-blocks.json', ids);
    const { item } = await told({ samples: false });
    expect(item).toMatchObject({
      state: 'not-set-up',
      reason: 'No sample history: --no-samples was given',
    });
    expect(await readdir(prometheusDataFolder(data))).toEqual([other]);
  });

  it('should remove nothing outside, whatever the file names', async () => {
    const until = new Date().toISOString();
    await mkdir(data.file('prometheus'));
    await data.writeJson('prometheus/sample-blocks.json', {
      ...{ until, definition: 'x', blocks: ['../../logs'] },
    });
    expect((await told({ samples: false })).item?.state).toBe('down');
    expect(await readdir(data.path)).toContain('logs');
  });
});
