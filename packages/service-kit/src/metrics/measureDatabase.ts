import { Gauge } from 'prom-client';
import type { Database, Queryable } from '../database/Database';
import type { Metrics } from './Metrics';

/** Whoever reads the metrics waits for this at most; Prometheus gives up after ten seconds. */
const ANSWER_MS = 1_000;

/** Counts the connections of a service's pool by what they do, and those who wait for one. */
export function measureConnections(
  { registry }: Metrics,
  database: Pick<Database, 'connections'>,
): void {
  const gauge = new Gauge({
    name: 'database_connections',
    help: 'Connections of the pool, and questions that wait for one.',
    labelNames: ['state'],
    registers: [],
    collect: () => {
      const { total, idle, waiting } = database.connections;
      gauge.set({ state: 'busy' }, total - idle);
      gauge.set({ state: 'idle' }, idle);
      gauge.set({ state: 'waiting' }, waiting);
    },
  });
  registry.registerMetric(gauge);
}

/** Tells for how many seconds the oldest event of the outbox has waited; nothing at all while the database does not say. */
export function measureOutbox(
  { registry }: Metrics,
  database: Queryable,
): void {
  const ask = oneAtATime(() => oldestUnsentSeconds(database));
  const gauge = new Gauge({
    name: 'outbox_oldest_unsent_seconds',
    help: 'For how long the oldest event has waited to be sent; 0 where none waits.',
    registers: [],
    collect: async () => {
      const seconds = await within(ANSWER_MS, ask());
      if (seconds === undefined) gauge.remove();
      else gauge.set(seconds);
    },
  });
  registry.registerMetric(gauge);
}

async function oldestUnsentSeconds(database: Queryable): Promise<number> {
  const [oldest] = await database.query<{ seconds: number }>({
    name: 'outbox-oldest',
    text: `SELECT extract(epoch FROM now() - written_at)::float8 AS seconds
           FROM outbox WHERE sent_at IS NULL ORDER BY sequence LIMIT 1`,
  });
  return oldest?.seconds ?? 0;
}

/** A question that is still open is not asked again: a database that is busy gets no more work by being watched. */
function oneAtATime<T>(ask: () => Promise<T>): () => Promise<T> {
  let open: Promise<T> | undefined;
  return () => {
    open ??= ask().finally(() => {
      open = undefined;
    });
    return open;
  };
}

/** The answer, where it comes in time and is none of failure. */
async function within<T>(
  ms: number,
  answer: Promise<T>,
): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>(resolve => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([answer.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}
