import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { drawFreePort } from '../data/freePort';
import { drawSecrets } from '../data/secrets';
import type { PostgresConnection } from '../postgres/EmbeddedPostgres';
import { startPostgres } from '../postgres/startPostgres';
import { ProcessRegistry } from '../process/ProcessRegistry';
import { Supervisor } from '../process/Supervisor';
import { ensureWorker } from '../portal/ensureWorker';
import type { Gate, GateContext, GateResult } from './Gate';
import { runCommand } from './runCommand';
import { jestCounts, readReport } from './testReports';

/** Two workers are what two cores carry; a worker that grows is replaced. */
const JEST_LIMITS = ['--maxWorkers=2', '--workerIdleMemoryLimit=1300M'];

/** The unit and integration tests of every package, on SQLite and on PostgreSQL. */
export const unitTestsGate: Gate = {
  title: 'Unit and integration tests',
  run: async context => {
    const { checkout, reporter } = context;
    reporter.info('Unit and integration tests, on SQLite and PostgreSQL');
    await ensureWorker(checkout.root);
    return withPostgres(context, database => runJest(context, database));
  },
};

async function runJest(
  context: GateContext,
  database: PostgresConnection,
): Promise<GateResult> {
  const report = join(context.checkout.cache, 'jest.json');
  await rm(report, { force: true });
  const { user, password, host, port } = database;
  const address = `postgresql://${user}:${password}@${host}:${port}/postgres`;
  const { exitCode, logFile } = await runCommand(context, {
    log: 'unit',
    command: 'backstage-cli',
    args: ['repo', 'test', ...JEST_LIMITS, '--json', `--outputFile=${report}`],
    env: {
      CI: '1',
      BACKSTAGE_TEST_DISABLE_DOCKER: '1',
      BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: address,
    },
    echo: true,
  });
  const counts = await readReport(report, exitCode, jestCounts);
  return counts.failed > 0
    ? { counts, reason: `exit code ${exitCode}, see ${logFile}` }
    : { counts };
}

/** Runs with a PostgreSQL that is gone afterwards, also after a failure. */
async function withPostgres<T>(
  context: GateContext,
  use: (database: PostgresConnection) => Promise<T>,
): Promise<T> {
  const { checkout, reporter, temporaryData } = context;
  const data = await temporaryData('database');
  const supervisor = new Supervisor(reporter);
  try {
    const database = await startPostgres({
      root: checkout.root,
      data,
      port: await drawFreePort([]),
      password: drawSecrets().postgresPassword,
      supervisor,
      registry: new ProcessRegistry(data),
      reporter,
    });
    return await use(database);
  } finally {
    await supervisor.stop();
    await rm(data.path, { recursive: true, force: true });
  }
}
