import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  computeDora,
  doraQuerySchema,
  type DoraQuery,
  type DoraReport,
} from '@portico/plugin-deployments-common';
import type { Origin } from '@portico/plugin-timeline-common';
import type { DeploymentStore } from '../database/DeploymentStore';
import type { IncidentStore } from '../database/IncidentStore';
import { readInput } from './readInput';
import type { DeploymentAccess } from './DeploymentAccess';

/** What the metrics are computed of. */
export interface DoraServiceOptions {
  deployments: DeploymentStore;
  incidents: IncidentStore;
  access: DeploymentAccess;
  /** The zone whose calendar days are counted, unless another one is asked for. */
  zone: string;
  now: () => Date;
}

const ENVIRONMENT = 'prod';
const WINDOW_MS = 30 * 24 * 60 * 60 * 1_000;

/** What is most real is counted; records of other origins are told beside it. */
const MOST_REAL: readonly Origin[] = [
  'live',
  'emulated',
  'simulated',
  'sample',
];

/** The five metrics of DORA. */
export class DoraService {
  readonly #options: DoraServiceOptions;

  static create(options: DoraServiceOptions): DoraService {
    return new DoraService(options);
  }

  private constructor(options: DoraServiceOptions) {
    this.#options = options;
  }

  async report(
    query: DoraQuery,
    credentials: BackstageCredentials,
  ): Promise<DoraReport> {
    const { deployments, incidents, access } = this.#options;
    const { environment = ENVIRONMENT, zone = this.#options.zone } = query;
    const window = this.#windowOf(query);
    const entityRefs = await access.readable(query.entityRef, credentials);
    const [history, told, origins] = await Promise.all([
      deployments.history(environment, entityRefs),
      incidents.history(environment, entityRefs),
      deployments.origins(environment, entityRefs),
    ]);
    const found = [...history, ...told].map(one => one.entityRef);
    return computeDora({
      deployments: history,
      incidents: told,
      // A component that may not be read is told of as one that nothing is known of.
      entityRefs: query.entityRef ?? [...new Set(found)].sort(),
      environment,
      ...window,
      zone,
      origin: MOST_REAL.find(origin => origins.includes(origin)) ?? 'live',
    });
  }

  #windowOf({ from, to }: DoraQuery): { from: string; to: string } {
    const end = to ?? this.#options.now().toISOString();
    const start = new Date(Date.parse(end) - WINDOW_MS).toISOString();
    const window = { from: from ?? start, to: end };
    // One that was only half asked for may be empty, or too long.
    readInput(doraQuerySchema, window);
    return window;
  }
}
