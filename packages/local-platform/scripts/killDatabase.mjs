#!/usr/bin/env node
/**
 * Kills the PostgreSQL of a running Portico, and watches its supervisor start it
 * again: each service of the shop must say that it is not ready, and be ready
 * within five seconds after the database is back.
 *
 *   node packages/local-platform/scripts/killDatabase.mjs [--data .portico] [--signal SIGKILL]
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';

const EVERY_MS = 50;
const PATIENCE_MS = 60_000;
const RECOVER_MS = 5_000;

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '.portico' },
    signal: { type: 'string', default: 'SIGKILL' },
  },
});

const read = name => JSON.parse(readFileSync(join(values.data, name), 'utf8'));
const { ports } = read('run.json');
const database = () =>
  read('processes.json').find(({ name }) => name === 'postgres');

const isReady = port =>
  fetch(`http://127.0.0.1:${port}/health/readiness`, {
    signal: AbortSignal.timeout(2_000),
  }).then(
    answer => answer.ok,
    () => false,
  );

/** Whether it lets people in, or at least judges who they are: after a crash it listens long before. */
async function answers(port) {
  const client = new pg.Client({
    ...{ host: '127.0.0.1', port, user: 'nobody', password: 'none' },
    connectionTimeoutMillis: 2_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch ({ code }) {
    // SQLSTATE class 28: invalid authorization.
    return /^28/.test(code ?? '');
  } finally {
    await client.end().catch(() => {});
  }
}

/** The time until something holds, in ms since the kill; null where it never does. */
async function until(holds, since) {
  while (Date.now() - since < PATIENCE_MS) {
    if (await holds()) return Date.now() - since;
    await sleep(EVERY_MS);
  }
  return null;
}

const killed = database();
process.kill(killed.pid, values.signal);
const since = Date.now();
console.log(`PostgreSQL (process ${killed.pid}) gets ${values.signal}`);

const back = until(async () => {
  const pid = database()?.pid;
  return pid !== undefined && pid !== killed.pid && answers(ports.postgres);
}, since);
const services = await Promise.all(
  Object.entries(ports.services).map(async ([name, port]) => {
    const unready = await until(async () => !(await isReady(port)), since);
    const ready = await until(() => isReady(port), since);
    return { name, unready, ready };
  }),
);
const backAfter = await back;

const seconds = ms => (ms === null ? 'never' : `${(ms / 1000).toFixed(2)} s`);
console.log(`It answers again after ${seconds(backAfter)}`);
let well = backAfter !== null;
for (const { name, unready, ready } of services) {
  const late = ready === null || backAfter === null ? null : ready - backAfter;
  if (unready === null || late === null || late > RECOVER_MS) well = false;
  console.log(
    `${name.padEnd(13)} not ready after ${seconds(unready)}, ready ${seconds(
      late,
    )} after the database`,
  );
}
process.exitCode = well ? 0 : 1;
