import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, rmdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { z } from 'zod/v4';
import { hasPrograms } from '../../__testUtils__/hasPrograms';
import { temporaryFolder } from '../../__testUtils__/temporaryFolder';
import { DataFolder } from '../../data/DataFolder';
import { drawFreePort } from '../../data/freePort';
import { untilOk } from '../../system/probes';
import { launchProgram } from '../../system/launchProgram';
import { prometheusDataFolder, storageArguments } from '../prometheusFolder';
import { SampleBlocks } from './SampleBlocks';

jest.setTimeout(60_000);

const describeWithPrometheus = hasPrograms('promtool', 'prometheus')
  ? describe
  : describe.skip;

const DAY_MS = 86_400_000;
const IDS = 'prometheus/sample-blocks.json';
const RECORDED = 'service:http_requests:rate5m{origin="sample"}';
const idsSchema = z.looseObject({ blocks: z.array(z.string()) });

/** Asks until there is an answer. */
async function eventually<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error('no answer in time');
    await sleep(250);
  }
}

describeWithPrometheus('SampleBlocks, with promtool and Prometheus', () => {
  const root = temporaryFolder();
  const { signal } = new AbortController();
  let folders = 0;
  let data: DataFolder;
  let now: Date;
  let prometheus: ChildProcess | undefined;

  beforeEach(async () => {
    now = new Date();
    folders += 1;
    data = DataFolder.at(join(root, String(folders)));
    await data.create();
  });
  afterEach(() => stop());

  /** The same way with a history of a few days and one series, which is made at once. */
  const blocks = () =>
    new SampleBlocks(data, {
      now: () => now,
      write: async (file, until) => {
        const lines = Array.from(
          { length: 100 },
          (_none, step) => `${RECORDED} 1 ${until - step * 3_600}\n`,
        );
        await writeFile(file, `${lines.reverse().join('')}# EOF\n`);
      },
    });
  const ensure = () => blocks().ensure('promtool', signal);
  const names = async () =>
    (await readdir(prometheusDataFolder(data)))
      .filter(name => /^[0-9A-Z]{26}$/.test(name))
      .sort();
  const ids = () => data.readJson(IDS, idsSchema);

  /** A Prometheus over the folder, which measures itself; answers with how to ask it. */
  async function start() {
    const port = await drawFreePort([]);
    const config = data.file('prometheus.yml');
    const job = { job_name: 'self', scrape_interval: '1s' };
    const targets = [`127.0.0.1:${port}`];
    const scrape_configs = [{ ...job, static_configs: [{ targets }] }];
    await writeFile(config, stringify({ scrape_configs }));
    prometheus = launchProgram(
      'prometheus',
      [
        `--config.file=${config}`,
        `--web.listen-address=127.0.0.1:${port}`,
        ...storageArguments(prometheusDataFolder(data)),
      ],
      {},
    );
    await untilOk(`http://127.0.0.1:${port}/-/ready`, signal);
    return async (query: string): Promise<number | undefined> => {
      const time = String(now.getTime() / 1000);
      const asked = new URLSearchParams({ query, time });
      const url = `http://127.0.0.1:${port}/api/v1/query?${asked}`;
      const { data: found } = await (await fetch(url)).json();
      const [first] = found.result;
      return first && Number(first.value[1]);
    };
  }

  async function stop() {
    if (!prometheus) return;
    const exited = once(prometheus, 'exit');
    prometheus.kill('SIGTERM');
    await exited;
    prometheus = undefined;
  }

  it('should tell Prometheus thirty days, to now, in the names of the rules', async () => {
    const history = await new SampleBlocks(data).ensure('promtool', signal);
    expect(history).toMatchObject({ there: true, built: true });
    const query = await start();
    expect(await query(`count(${RECORDED})`)).toBe(10);
    expect(await query(`count(${RECORDED} offset 29d)`)).toBe(10);
    expect(await query(`count(${RECORDED} offset 31d)`)).toBeUndefined();
    const failed = (service: string) =>
      query(
        `sum(increase(http_requests_total{environment="prod",service="${service}",status_code="500"}[28d]))
         / sum(increase(http_requests_total{environment="prod",service="${service}"}[28d]))`,
      );
    expect(await failed('payment-service')).toBeGreaterThan(0.001);
    expect(await failed('order-service')).toBeLessThan(0.0006);
    expect(await failed('order-service')).toBeGreaterThan(0.0004);
    expect(await query('count({origin="sample",environment="local"})')).toBe(
      undefined,
    );
  });

  it('should be made once, and anew when the definition changes, with the same end', async () => {
    const first = await ensure();
    const made = await names();
    now = new Date(now.getTime() + 600_000);
    expect(await ensure()).toEqual({ ...first, built: false });
    expect(await names()).toEqual(made);
    await data.writeJson(IDS, { ...(await ids()), definition: 'older' });
    expect(await ensure()).toEqual(first);
    const again = await names();
    expect(again).toHaveLength(made.length);
    expect(again.filter(name => made.includes(name))).toEqual([]);
  });

  it('should leave what was measured when the samples go, and when they come back', async () => {
    await ensure();
    let query = await start();
    const measured = () => query('count_over_time(up[10m])');
    const before = await eventually(async () => {
      now = new Date();
      const count = (await measured()) ?? 0;
      return count >= 2 ? count : undefined;
    });
    await stop();
    const foreign = '01HZZZZZZZZZZZZZZZZZZZZZZZ';
    const folder = join(prometheusDataFolder(data), foreign);
    await mkdir(folder);
    await blocks().remove();
    expect(await names()).toEqual([foreign]);
    expect(await ids()).toMatchObject({ blocks: [] });
    await rmdir(folder);
    query = await start();
    expect(await query('count({origin="sample"})')).toBeUndefined();
    expect(await measured()).toBeGreaterThanOrEqual(before);
    await stop();
    // The history comes back, much later, without a second of what was measured.
    now = new Date(now.getTime() + 900_000);
    expect(await ensure()).toMatchObject({ there: true, built: true });
    now = new Date(now.getTime() - 900_000);
    query = await start();
    expect(await query(`count(${RECORDED})`)).toBe(1);
    expect(await measured()).toBeGreaterThanOrEqual(before);
  });

  it('should begin anew where Prometheus keeps nothing that it measured, and not otherwise', async () => {
    const first = await ensure();
    const log = join(prometheusDataFolder(data), 'wal');
    await mkdir(log);
    await writeFile(join(log, '00000000'), 'x');
    const old = now;
    now = new Date(old.getTime() + 36 * DAY_MS);
    const last = new Date(old.getTime() + 5 * DAY_MS);
    await utimes(join(log, '00000000'), last, last);
    expect(await ensure()).toEqual({
      there: false,
      reason: expect.stringMatching(/^Prometheus has measured since \d{4}-/),
    });
    await utimes(join(log, '00000000'), old, old);
    const anew = await ensure();
    expect(anew).toMatchObject({ there: true, built: true });
    expect(anew).not.toEqual(first);
    expect(await names()).toEqual((await ids())?.blocks.sort());
  });
});
