import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Cluster } from '../cluster/Cluster';
import type { Accounts } from './Accounts';
import type { ApiResource } from './apiResources';
import type { Watches } from './Watches';

/** What the API stands on. */
export interface ApiOptions {
  cluster: Cluster;
  accounts: Accounts;
  watches: Watches;
  /** The kinds that are served. */
  resources: readonly ApiResource[];
  /** `host:port`, as discovery tells it. */
  address(): string;
  /** Hears of faults of the emulator itself. */
  onFault(error: unknown): void;
  /** Ends what would go on for ever. */
  signal: AbortSignal;
}

/** A request, read as far as every answer needs it. */
export interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  path: string;
  query: URLSearchParams;
}
