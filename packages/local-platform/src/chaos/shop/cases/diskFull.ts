import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod/v4';
import { drawFreePort } from '../../../data/freePort';
import { EmbeddedPostgres } from '../../../postgres/EmbeddedPostgres';
import { SmallDisk } from '../../../postgres/SmallDisk';
import { isOk } from '../../../system/probes';
import { databaseOf } from '../../../shop/serviceEnvironment';
import { ShopDatabase } from '../../../shop/ShopDatabase';
import { ShopProcess } from '../../../shop/ShopProcess';
import type { ShopWorld } from '../../../shop/ShopWorld';
import { findCheckout } from '../../../terminal/checkout';
import type { ChaosCase } from '../../Case';
import { extraProcess, type ExtraProcess } from '../extraProcess';
import type { ShopContext } from '../trade';

// A new cluster with a database has about 60 MB.
const DATABASE_MEGABYTES = 100;
const LOG_MEGABYTES = 1;
const LOG_FILE = 'service.log';
const MOST_PEOPLE = 60;
const AT_ONCE = 4;
const RECOVER_MS = 10_000;
const REQUESTS = 20;
const ROUNDS = 20;
const PASSWORD = 'correct horse battery staple';

/** The disk of a database, and that of a log, are full for a while. */
export const diskFull: ChaosCase<ShopWorld> = {
  name: 'disk-full',
  title: 'The disk of a database is full, and that of a log',
  short: false,
  run: async context => {
    if (!(await SmallDisk.isPossible())) {
      context.note('A small disk needs root and unshare: nothing was tried');
      return;
    }
    await databaseWithoutSpace(context);
    await logWithoutSpace(context);
  },
};

interface Place {
  disk: SmallDisk;
  postgres: ShopProcess;
  database: ShopDatabase;
  users: ExtraProcess;
}

/** A user service of its own, whose database is on a small disk. */
async function openPlace(world: ShopWorld): Promise<Place> {
  const folder = join(world.folder, 'small-disk');
  const port = await drawFreePort([]);
  const server = await EmbeddedPostgres.prepare({
    root: findCheckout().root,
    folder,
    port,
    password: 'portico',
    database: databaseOf('user'),
  });
  const { user, password } = server.connection;
  const address = `postgresql://${user}:${password}@127.0.0.1:${port}`;
  const disk = await SmallDisk.over(join(folder, 'data'), DATABASE_MEGABYTES);
  const postgres = new ShopProcess({
    name: 'postgres on a small disk',
    logFile: join(world.folder, 'logs', 'postgres-small-disk.log'),
    launch: () => server.launch(disk.through),
    answers: () =>
      server.ready(AbortSignal.timeout(500)).then(
        () => true,
        () => false,
      ),
  });
  const users = await extraProcess(world, {
    service: 'user',
    label: 'small-disk',
    environment: { DATABASE_URL: `${address}/${databaseOf('user')}` },
  });
  return { disk, postgres, users, database: ShopDatabase.of(address, 'user') };
}

async function databaseWithoutSpace(context: ShopContext): Promise<void> {
  const { world } = context;
  const place = await openPlace(world);
  try {
    await place.postgres.start();
    await place.users.process.start();
    await writeWithoutSpace(context, place);
  } finally {
    await place.users.process.end('SIGTERM');
    await place.postgres.end('SIGQUIT');
    await place.disk.remove();
  }
}

async function writeWithoutSpace(
  { holds, measure }: ShopContext,
  { disk, postgres, users, database }: Place,
): Promise<void> {
  const { pid } = users.process;
  const accepted: string[] = [];
  let count = 0;
  const register = async () => {
    count += 1;
    const email = `person-${count}@example.com`;
    const answer = await fetch(`${users.url}/v1/users`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      // A long name soon needs more room than is left.
      body: JSON.stringify({
        email,
        password: PASSWORD,
        name: 'é'.repeat(200),
      }),
      signal: AbortSignal.timeout(15_000),
    });
    await answer.body?.cancel();
    if (answer.status === 202) accepted.push(email);
    return answer.status;
  };
  holds('it writes', (await register()) === 202);

  measure('filled_bytes', await disk.fill());
  const statuses: number[] = [];
  while (count < MOST_PEOPLE && !statuses.includes(503)) {
    const round = Array.from({ length: AT_ONCE }, register);
    statuses.push(...(await Promise.all(round)));
  }
  statuses.push(await register());
  holds('it says to try again', statuses.includes(503), statuses.join());
  holds(
    'it says nothing else',
    statuses.every(status => status === 202 || status === 503),
    statuses.join(),
  );
  holds('it is alive', await isOk(`${users.url}/health/liveness`));

  await disk.free();
  const from = performance.now();
  // Where even its journal had no room it may have ended, and is started as a supervisor would.
  if (!postgres.running) await postgres.start();
  let status = await register();
  while (status !== 202 && performance.now() - from < RECOVER_MS) {
    await sleep(250);
    status = await register();
  }
  measure('writes_again_ms', performance.now() - from);
  holds('it writes again', status === 202, `it answers ${status}`);
  holds(
    'the service never ended',
    users.process.running && users.process.pid === pid,
  );
  await noHalves({ holds }, database, accepted);
}

/** Who was told yes is there, and each has the event that tells of it: both are written, or neither. */
async function noHalves(
  { holds }: Pick<ShopContext, 'holds'>,
  database: ShopDatabase,
  accepted: readonly string[],
): Promise<void> {
  const rows = await database.rows(
    z.object({ email: z.string().nullable(), events: z.coerce.number() }),
    `SELECT users.email, count(outbox.event_id) AS events
     FROM users FULL JOIN outbox ON outbox.event->>'subject' = users.id::text
     GROUP BY users.id, users.email`,
  );
  const known = new Set(rows.map(({ email }) => email));
  const lost = accepted.filter(email => !known.has(email));
  holds('nobody is lost', lost.length === 0, lost.join());
  holds(
    'nothing is there in part',
    rows.every(({ email, events }) => email !== null && events === 1),
    JSON.stringify(rows.filter(({ events }) => events !== 1)),
  );
}

async function logWithoutSpace(context: ShopContext): Promise<void> {
  const { world, holds, measure } = context;
  const folder = join(world.folder, 'small-log');
  await mkdir(folder);
  const disk = await SmallDisk.over(folder, LOG_MEGABYTES);
  const product = await extraProcess(world, {
    service: 'product',
    label: 'small-log',
    through: [
      ...disk.through,
      ...['sh', '-c', 'exec "$@" >> "$0"', join(folder, LOG_FILE)],
    ],
  });
  const log = disk.fileSeen(LOG_FILE);
  const failed = async () => {
    let count = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const answers = await Promise.all(
        Array.from({ length: REQUESTS }, () =>
          isOk(`${product.url}/v1/products?limit=1`),
        ),
      );
      count += answers.filter(ok => !ok).length;
    }
    // Until what was logged is written.
    await sleep(500);
    return count;
  };
  try {
    await product.process.start();
    const { pid } = product.process;
    measure('log_filled_bytes', await disk.fill());
    const full = await failed();
    holds('it answers without a log', full === 0, `${full} failed`);
    const { size } = await stat(log);
    await disk.free();
    const freed = await failed();
    holds('it answers with a log again', freed === 0, `${freed} failed`);
    holds('it logs again', (await stat(log)).size > size);
    holds(
      'it never ended',
      product.process.running && product.process.pid === pid,
    );
    holds('it ends in order', (await product.process.end('SIGTERM')) === 0);
  } finally {
    await product.process.end();
    await disk.remove();
  }
}
