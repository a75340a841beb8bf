#!/usr/bin/env node
/**
 * Measures the history of deployments as pages read it, on a PostgreSQL of its
 * own and without a portal:
 *
 *   node bench/deployments.mjs [--deployments 10000] [--services 200] [--count 400] [--json]
 *
 * The plugin's own router answers over HTTP, in a process of its own; who asks
 * and what they may read costs nothing here. Prints how long it took to take
 * everything in and to answer first, which reads what later answers find in
 * memory; then the answers that several readers get at a time, while another
 * portal goes on telling of deployments. Beside them the least that the same
 * server answers.
 *
 * Exit code 1 where the p97.5 of the matrix is 100 ms or more, or that of the
 * deployments of one component 50 ms or more.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './service/build.mjs';
import { killDescendants } from './service/descendants.mjs';
import { startPostgres } from './service/postgres.mjs';

const READERS = 2;
/** One deployment of another portal after so many answers. */
const TOLD_EACH = 20;

const { values } = parseArgs({
  options: {
    deployments: { type: 'string', default: '10000' },
    services: { type: 'string', default: '200' },
    count: { type: 'string', default: '400' },
    json: { type: 'boolean', default: false },
  },
});
const [deployments, services, count] = [
  values.deployments,
  values.services,
  values.count,
].map(Number);

const plugin = join(ROOT, 'plugins', 'deployments-backend');
const requireHere = createRequire(join(plugin, 'package.json'));
const { build } = createRequire(
  join(ROOT, 'packages', 'service-kit', 'package.json'),
)('esbuild');

/** The plugin with nothing of a portal around it: it serves, and does what it is told to. */
const SERVER = `
import express from 'express';
import knexFactory from 'knex';
import { manyChanges, manyComponents, manyIncidents, MANY_ENVIRONMENTS } from './src/__testUtils__/manyChanges';
import { aSighting } from './src/__testUtils__/aSighting';
import { createRouter } from './src/router/createRouter';
import { RequestReader } from './src/router/RequestReader';
import { createServices, createStores } from './src/services/createServices';

const [url, deployments, services] = process.argv.slice(2);
const knex = knexFactory({ client: 'pg', connection: url, pool: { min: 0, max: 10 } });
const components = manyComponents(Number(services));
const changes = manyChanges(Number(deployments), components);

const user = { principal: { type: 'user', userEntityRef: 'user:default/ada' } };
const allow = async requests => requests.map(() => ({ result: 'ALLOW' }));
const auth = { isPrincipal: (credentials, type) => credentials.principal.type === type };
const httpAuth = { credentials: async () => user };
const permissions = { authorize: allow, authorizeConditional: allow };
const auditor = { createEvent: async () => ({ success: async () => {}, fail: async () => {} }) };
const logger = { debug() {}, warn() {} };
const signals = { publish: async () => {} };
const names = { current: async () => { throw new Error('No event is posted here'); } };

const { stores, onChanged } = createStores({ knex, signals, logger });

async function seed() {
  await knex.migrate.latest({ directory: ${JSON.stringify(
    join(plugin, 'migrations'),
  )} });
  await stores.changes.record(changes);
  await stores.incidents.save(manyIncidents(changes.slice(0, 1000)));
  for (const environment of MANY_ENVIRONMENTS) {
    await stores.sightings.clusterSeen(environment, components.map(entityRef =>
      aSighting({ entityRef, environment, cluster: environment, seenAt: new Date().toISOString() })));
  }
  await knex.raw('analyze');
}

let told = 0;
async function tell() {
  told += 1;
  const change = changes[told % changes.length];
  const at = new Date(Date.UTC(2027, 0, 1) + told * 60_000).toISOString();
  const source = { ...change.source, id: 'later/' + told };
  await stores.changes.record([{ ...change, source, at, version: '9.' + told + '.0' }]);
}

function serve() {
  const config = { environments: MANY_ENVIRONMENTS, zone: 'UTC', samples: [], alertmanagerToken: undefined, appBaseUrl: 'http://localhost' };
  const parts = createServices({ config, knex, names, permissions, stores, onChanged, reporters: [] });
  const reader = RequestReader.create({ auth, httpAuth, permissions });
  const app = express();
  app.get('/least', (_req, res) => res.json({ items: [] }));
  app.use(createRouter({ services: parts, reader, auditor, promotions: undefined, httpAuth }));
  return new Promise(resolve => {
    const server = app.listen(0, '127.0.0.1', () => resolve(server.address().port));
  });
}

const TASKS = { seed, tell, serve };
process.on('message', async ({ id, task }) => {
  try {
    process.send({ id, result: await TASKS[task]() });
  } catch (error) {
    process.send({ id, error: String(error?.stack ?? error) });
  }
});
`;

/** The code of this checkout is bundled; packages are taken as they are installed. */
async function bundle(folder) {
  const outfile = join(folder, 'server.cjs');
  await build({
    stdin: { contents: SERVER, resolveDir: plugin, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    plugins: [
      {
        name: 'installed-packages',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^[^./]/ }, ({ path }) =>
            path.startsWith('@portico/')
              ? undefined
              : { path: requireHere.resolve(path), external: true },
          ),
      },
    ],
    logLevel: 'error',
  });
  return outfile;
}

/** Starts the server; answers with how to make it do something. */
function start(file, url) {
  const child = fork(file, [url, String(deployments), String(services)]);
  const waiting = new Map();
  child.on('message', ({ id, result, error }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(error));
    else resolve(result);
  });
  child.on('exit', code => {
    for (const { reject } of waiting.values()) {
      reject(new Error(`The server ended with ${code}`));
    }
  });
  let id = 0;
  const ask = task =>
    new Promise((resolve, reject) => {
      id += 1;
      waiting.set(id, { resolve, reject });
      child.send({ id, task });
    });
  return { ask, stop: () => child.kill('SIGKILL') };
}

async function timed(work) {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

async function get(url) {
  const response = await fetch(url);
  const body = await response.text();
  if (!response.ok) throw new Error(`${url}: ${response.status} ${body}`);
}

/** Asks from several readers, while deployments go on; gives all times. */
async function ask(server, urlOf) {
  const times = [];
  let asked = 0;
  const reader = async () => {
    while (asked < count) {
      asked += 1;
      const turn = asked;
      if (turn % TOLD_EACH === 0) await server.ask('tell');
      times.push(await timed(() => get(urlOf(turn))));
    }
  };
  await Promise.all(Array.from({ length: READERS }, reader));
  return times;
}

function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1];
}

async function measure(folder) {
  const postgres = await startPostgres(folder);
  const server = start(await bundle(folder), postgres.url);
  const seedMs = await timed(() => server.ask('seed'));
  const base = `http://127.0.0.1:${await server.ask('serve')}`;
  const firstMs = await timed(() => get(`${base}/matrix`));
  const one = turn => `component:default/service-${turn % services}`;
  const routes = {
    matrix: { urlOf: () => `${base}/matrix`, limitMs: 100 },
    'deployments of one component': {
      urlOf: turn => `${base}/deployments?entityRef=${one(turn)}`,
      limitMs: 50,
    },
    'newest deployments': { urlOf: () => `${base}/deployments` },
    overview: { urlOf: () => `${base}/overview` },
    'matrix of one component': {
      urlOf: turn => `${base}/matrix?entityRef=${one(turn)}`,
    },
    'timeline of one component': {
      urlOf: turn => `${base}/timeline?entityRef=${one(turn)}`,
    },
    'dora of all components': { urlOf: () => `${base}/dora` },
    least: { urlOf: () => `${base}/least` },
  };
  const answers = [];
  for (const [title, { urlOf, limitMs = null }] of Object.entries(routes)) {
    const times = await ask(server, urlOf);
    const p975 = quantile(times, 0.975);
    answers.push({ title, p50: quantile(times, 0.5), p975, limitMs });
  }
  server.stop();
  await postgres.stop();
  return { deployments, services, readers: READERS, seedMs, firstMs, answers };
}

function print({ seedMs, firstMs, answers }) {
  console.log(
    `${deployments} deployments of ${services} services, ${READERS} readers`,
  );
  console.log(`  taken in       ${(seedMs / 1_000).toFixed(1)} s`);
  console.log(`  first matrix   ${firstMs.toFixed(0)} ms`);
  for (const { title, p50, p975, limitMs } of answers) {
    console.log(
      `  ${title.padEnd(30)} p50 ${p50.toFixed(1).padStart(6)} ms   p97.5 ${p975
        .toFixed(1)
        .padStart(6)} ms${limitMs === null ? '' : `, below ${limitMs}`}`,
    );
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => process.exit(130));
}
const folder = mkdtempSync(join(tmpdir(), 'portico-bench-'));
process.on('exit', () => {
  killDescendants();
  rmSync(folder, { recursive: true, force: true });
});
const result = await measure(folder);
if (values.json) console.log(JSON.stringify(result));
else print(result);
const isMissed = ({ p975, limitMs }) => limitMs !== null && p975 >= limitMs;
process.exitCode = result.answers.some(isMissed) ? 1 : 0;
