import type {
  Deployment,
  DeploymentList,
  DoraReport,
  Incident,
  Matrix,
  MatrixRow,
  Promotion,
  PromotionRequest,
} from '@portico/plugin-deployments-common';
import type { SourceStatus } from '@portico/plugin-timeline-common';
import type {
  DeploymentQuery,
  DeploymentsApi,
  DoraQuestion,
  IncidentQuery,
} from '../api';
import { aDoraReport } from './aDoraReport';

/** A deployments backend in memory, with a switch for each way in which it can fail. */
export class FakeDeploymentsApi implements DeploymentsApi {
  rows: MatrixRow[] = [];
  environments: string[] = ['staging', 'prod'];
  deployments: Deployment[] = [];
  incidents: Incident[] = [];
  sources: SourceStatus[] = [];
  /** Set where there are more deployments than one page holds. */
  nextCursor: string | undefined;
  /** What the metrics are. */
  onDora: (query: DoraQuestion) => DoraReport = () => aDoraReport();
  /** What a wish for another version answers. */
  onPromote: (request: PromotionRequest) => Promotion = () => ({
    pullRequestUrl: 'https://github.example/acme/platform/pull/12',
    number: 12,
  });
  /** Thrown by every call while it is set. */
  failure: Error | undefined;
  /** Every call waits for it. */
  gate: Promise<unknown> = Promise.resolve();

  /** What was asked, in order. */
  readonly asked: string[] = [];
  readonly queries: DeploymentQuery[] = [];
  readonly doraQueries: DoraQuestion[] = [];
  readonly promotions: PromotionRequest[] = [];

  async #enter(what: string) {
    this.asked.push(what);
    await this.gate;
    if (this.failure) throw this.failure;
  }

  get #asOf() {
    return '2026-11-27T10:00:00Z';
  }

  async getRow(entityRef: string) {
    await this.#enter(`row ${entityRef}`);
    const row = this.rows.find(item => item.entityRef === entityRef);
    return {
      entityRef,
      cells: row?.cells ?? [],
      environments: this.environments,
      asOf: this.#asOf,
    };
  }

  async getMatrix(): Promise<Matrix> {
    await this.#enter('matrix');
    return {
      items: this.rows,
      environments: this.environments,
      asOf: this.#asOf,
    };
  }

  async listDeployments(query: DeploymentQuery): Promise<DeploymentList> {
    this.queries.push(query);
    await this.#enter('deployments');
    const { entityRef, environment, status, limit = 50 } = query;
    const items = this.deployments
      .filter(
        one =>
          (entityRef === undefined || one.entityRef === entityRef) &&
          (environment === undefined || one.environment === environment) &&
          (status === undefined || status.includes(one.status)),
      )
      .slice(0, limit);
    return { items, nextCursor: this.nextCursor };
  }

  async listIncidents({ environment }: IncidentQuery) {
    await this.#enter('incidents');
    return {
      items: this.incidents.filter(
        one => environment === undefined || one.environment === environment,
      ),
    };
  }

  async getDora(query: DoraQuestion) {
    this.doraQueries.push(query);
    await this.#enter('dora');
    return this.onDora(query);
  }

  async promote(request: PromotionRequest) {
    this.promotions.push(request);
    await this.#enter('promote');
    return this.onPromote(request);
  }

  async listSources() {
    await this.#enter('sources');
    return this.sources;
  }
}

/** What a client throws for an error answer. */
export function httpError(
  statusCode: number,
  message: string,
  headers: Record<string, string> = {},
): Error {
  return Object.assign(new Error(message), {
    name: 'ResponseError',
    statusCode,
    statusText: message,
    cause: new Error(message),
    body: {
      error: { name: 'Error', message },
      response: { statusCode },
    },
    response: { status: statusCode, headers: new Headers(headers) },
  });
}
