import type { DataFolder } from '../data/DataFolder';
import { ManagedProcess, type ProcessState } from '../process/ManagedProcess';
import type { ProcessRegistry } from '../process/ProcessRegistry';
import { RotatingLog } from '../process/RotatingLog';
import type { Supervisor } from '../process/Supervisor';
import type { Reporter } from '../terminal/Reporter';
import { EmbeddedPostgres, type PostgresConnection } from './EmbeddedPostgres';

/** What a supervised PostgreSQL needs. */
export interface StartPostgresOptions {
  root: string;
  data: DataFolder;
  port: number;
  password: string;
  supervisor: Supervisor;
  registry: ProcessRegistry;
  reporter: Reporter;
  onState?(state: ProcessState): void;
}

/** Starts a supervised PostgreSQL with its data in the data folder. */
export async function startPostgres(
  options: StartPostgresOptions,
): Promise<PostgresConnection> {
  const { data, supervisor, registry, reporter, onState } = options;
  const server = await EmbeddedPostgres.prepare({
    root: options.root,
    folder: data.file('postgres'),
    port: options.port,
    password: options.password,
    database: 'portico',
  });
  await supervisor.start(
    new ManagedProcess({
      name: 'postgres',
      title: 'PostgreSQL',
      launch: () => server.launch(),
      ready: signal => server.ready(signal),
      // A fast shutdown: ends the clients' sessions and writes everything.
      stopSignal: 'SIGINT',
      graceMs: 20_000,
      log: new RotatingLog(data.logFile('postgres')),
      registry,
      reporter,
      onState,
    }),
  );
  return server.connection;
}
