import { ResponseError } from '@backstage/errors';
import type { FetchApi } from '@backstage/frontend-plugin-api';
import {
  deploymentListSchema,
  doraReportSchema,
  incidentListSchema,
  matrixSchema,
  promotionSchema,
  type PromotionRequest,
} from '@portico/plugin-deployments-common';
import { sourcesResponseSchema } from '@portico/plugin-timeline-common';
import type { z } from 'zod/v4';
import type {
  DeploymentQuery,
  DeploymentsApi,
  DoraQuestion,
  IncidentQuery,
  RequestOptions,
  RowRequestOptions,
  ServiceRow,
} from './DeploymentsApi';
import { RowLoader } from './RowLoader';
import { withDeadline } from './withDeadline';

const BASE = 'plugin://deployments';

/** After so long nobody waits any more; the page says so and asks again. */
export const DEADLINE_MS = 20_000;

/** A pull request takes the Git host a few steps. */
export const PROMOTE_DEADLINE_MS = 60_000;

type Parameter = string | number | readonly string[] | undefined;

function searchOf(query: object): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries<Parameter>({ ...query })) {
    for (const entry of Array.isArray(value) ? value : [value]) {
      if (entry !== undefined) params.append(key, String(entry));
    }
  }
  return params.size > 0 ? `?${params}` : '';
}

/** Talks to the deployments backend; every answer is checked before anybody sees it. */
export class DeploymentsClient implements DeploymentsApi {
  readonly #fetchApi: FetchApi;
  readonly #rows: RowLoader;

  private constructor(fetchApi: FetchApi) {
    this.#fetchApi = fetchApi;
    this.#rows = new RowLoader((entityRef, signal) =>
      this.#get('/matrix', { entityRef }, matrixSchema, { signal }),
    );
  }

  /** Makes a client that fetches with the identity of the signed-in user. */
  static create({ fetchApi }: { fetchApi: FetchApi }): DeploymentsClient {
    return new DeploymentsClient(fetchApi);
  }

  async getRow(
    entityRef: string,
    options?: RowRequestOptions,
  ): Promise<ServiceRow> {
    return this.#rows.load(entityRef, options);
  }

  async getMatrix(options?: RequestOptions) {
    return this.#get('/matrix', {}, matrixSchema, options);
  }

  async listDeployments(query: DeploymentQuery, options?: RequestOptions) {
    return this.#get('/deployments', query, deploymentListSchema, options);
  }

  async listIncidents(query: IncidentQuery, options?: RequestOptions) {
    return this.#get('/incidents', query, incidentListSchema, options);
  }

  async getDora(query: DoraQuestion, options?: RequestOptions) {
    return this.#get('/dora', query, doraReportSchema, options);
  }

  async listSources(options?: RequestOptions) {
    const { items } = await this.#get(
      '/sources',
      {},
      sourcesResponseSchema,
      options,
    );
    return items;
  }

  async promote(request: PromotionRequest, { signal }: RequestOptions = {}) {
    return withDeadline(PROMOTE_DEADLINE_MS, signal, async inner => {
      const response = await this.#fetchApi.fetch(`${BASE}/promotions`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(request),
        signal: inner,
      });
      return this.#read(response, promotionSchema);
    });
  }

  async #get<T>(
    path: string,
    query: object,
    schema: z.ZodType<T>,
    { signal }: RequestOptions = {},
  ): Promise<T> {
    return withDeadline(DEADLINE_MS, signal, async inner => {
      const response = await this.#fetchApi.fetch(
        `${BASE}${path}${searchOf(query)}`,
        { signal: inner },
      );
      return this.#read(response, schema);
    });
  }

  async #read<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return schema.parse(await response.json());
  }
}
