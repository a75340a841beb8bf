import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readConfig } from '../config/readConfig';
import { Database } from '../database/Database';
import { databaseSettings } from '../database/databaseSettings';
import { createEvent } from '../events/ShopEvent';
import { shopSettings, startShopService } from '../shopService';
import type { RunningService } from '../startService';
import {
  ask,
  startTestPostgres,
  TEST_ENVIRONMENT,
  testTokens,
  type TestPostgres,
  untilTrue,
} from '../testUtils';
import { measureConnections } from './measureDatabase';
import { Metrics } from './Metrics';

jest.setTimeout(90_000);

/** One metric as it is told to whoever writes rules and dashboards. */
interface ToldMetric {
  name: string;
  type: string;
  labels: string[];
}

const { metrics: told }: { metrics: ToldMetric[] } = JSON.parse(
  readFileSync(resolve(__dirname, '../../metrics.json'), 'utf8'),
);

/** What prom-client tells of any process; which of it there is depends on the system. */
const ofAnyProcess = ({ name }: ToldMetric) => /^(process|nodejs)_/.test(name);

/** The metrics in a text for Prometheus, each with every label that a series of it has. */
function metricsIn(text: string): ToldMetric[] {
  return [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => {
    const series = new RegExp(
      `^${name}(?:_bucket|_sum|_count)?\\{(.*)\\} \\S+$`,
      'gm',
    );
    const labels = [...text.matchAll(series)].flatMap(([, inside]) =>
      [...inside.matchAll(/(\w+)="/g)].map(([, label]) => label),
    );
    return { name, type, labels: [...new Set(labels)].sort() };
  });
}

const byName = (a: ToldMetric, b: ToldMetric) => (a.name < b.name ? -1 : 1);

describe('the metrics of a service of the shop', () => {
  const migrations = mkdtempSync(join(tmpdir(), 'shop-metrics-'));
  let postgres: TestPostgres;
  let url: string;
  let service: RunningService;

  beforeAll(async () => {
    postgres = await startTestPostgres();
    url = await postgres.createDatabase();
    const env = {
      ...TEST_ENVIRONMENT,
      ...testTokens().environment,
      DATABASE_URL: url,
      TOPIC_ARN: 'arn:aws:sns:us-west-2:000000000000:shop',
      // Nobody listens there: what is written stays in the outbox.
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      LOG_LEVEL: 'silent',
    };
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    });
    service = await startShopService(
      {
        name: 'test-service',
        config: readConfig(shopSettings, env),
        env,
        migrations,
        handleSignals: false,
      },
      ({ metrics }) => {
        metrics.countCache('hit');
        metrics.countTransaction('order', 'accepted');
        return { routes: [] };
      },
    );
    await fetch(`http://127.0.0.1:${service.port}/v1/unknown`);
  });

  afterAll(async () => {
    await service?.stop();
    await postgres?.remove();
    rmSync(migrations, { recursive: true, force: true });
  });

  const scrape = async () => {
    const address = `http://127.0.0.1:${service.metricsPort}/metrics`;
    const answer = await fetch(address);
    expect(answer.status).toBe(200);
    return answer.text();
  };
  const valueOf = (series: string, text: string) => {
    const line = text.split('\n').find(one => one.startsWith(`${series} `));
    return line === undefined ? undefined : Number(line.split(' ')[1]);
  };
  const AGE = 'outbox_oldest_unsent_seconds{service="test-service"}';

  it('should be those that metrics.json tells, which rules and dashboards are held against', async () => {
    const exported = metricsIn(await scrape());
    expect(exported.filter(one => !ofAnyProcess(one)).sort(byName)).toEqual(
      told.filter(one => !ofAnyProcess(one)).sort(byName),
    );
    for (const one of told.filter(ofAnyProcess)) {
      expect(exported).toContainEqual(one);
    }
  });

  it('should tell how long the oldest event waits, and nothing where the database does not say', async () => {
    expect(valueOf(AGE, await scrape())).toBe(0);
    const orderId = '00000000-0000-4000-8000-000000000001';
    const event = createEvent({
      type: 'stock.reserved.v1',
      source: 'test-service',
      subject: orderId,
      data: { orderId },
    });
    await ask(
      url,
      `INSERT INTO outbox (event_id, event, written_at)
       VALUES ($1, $2, now() - interval '90 seconds')`,
      [event.id, event],
    );
    const waited = valueOf(AGE, await scrape());
    expect(waited).toBeGreaterThanOrEqual(90);
    expect(waited).toBeLessThan(150);

    const locked = ask(
      url,
      'DO $$ BEGIN LOCK TABLE outbox; PERFORM pg_sleep(4); END $$',
    );
    await untilTrue('the table is locked', async () => {
      const [row] = await ask<{ held: boolean }>(
        url,
        `SELECT EXISTS (SELECT 1 FROM pg_locks
           WHERE relation = 'outbox'::regclass AND granted
             AND mode = 'AccessExclusiveLock') AS held`,
      );
      return row.held;
    });
    const began = performance.now();
    const text = await scrape();
    expect(performance.now() - began).toBeLessThan(2_500);
    expect(text).not.toMatch(/^outbox_oldest_unsent_seconds\b/m);
    // What needs no database is told as before.
    expect(text).toContain('http_requests_total{');
    await locked;
    await untilTrue('it is told again', async () => {
      return valueOf(AGE, await scrape()) !== undefined;
    });

    await postgres.stop();
    expect(await scrape()).not.toMatch(/^outbox_oldest_unsent_seconds\b/m);
    await postgres.start();
  });

  it('should count the connections, and who waits for one', async () => {
    const config = readConfig(databaseSettings, {
      DATABASE_URL: url,
      DATABASE_CONNECTIONS: '1',
    });
    const { log } = service;
    const database = Database.create({ config, service: 'test', log });
    const metrics = Metrics.create({ service: 'test' });
    measureConnections(metrics, database);
    const counted = async () => {
      const text = await metrics.registry.metrics();
      return ['busy', 'idle', 'waiting'].map(state =>
        valueOf(`database_connections{state="${state}",service="test"}`, text),
      );
    };
    const slow = { name: 'slow', text: 'SELECT pg_sleep(0.5)' };
    try {
      const both = Promise.all([database.query(slow), database.query(slow)]);
      await untilTrue('one is asked and one waits', async () => {
        return String(await counted()) === '1,0,1';
      });
      await both;
      expect(await counted()).toEqual([0, 1, 0]);
    } finally {
      await database.end();
    }
  });
});
