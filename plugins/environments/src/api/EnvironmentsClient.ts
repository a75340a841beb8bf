import { ResponseError } from '@backstage/errors';
import type { FetchApi } from '@backstage/frontend-plugin-api';
import {
  changeListSchema,
  changeRequestSchema,
  environmentListSchema,
  environmentViewSchema,
  pipelineRunListSchema,
  previewResponseSchema,
  specIssueSchema,
  type ChangeListQuery,
  type CreateChangeRequest,
  type PreviewRequest,
  type SpecIssue,
} from '@portico/plugin-environments-common';
import { sourcesResponseSchema } from '@portico/plugin-timeline-common';
import { z } from 'zod/v4';
import type {
  Decision,
  EnvironmentsApi,
  RequestedChange,
  RequestOptions,
} from './EnvironmentsApi';

const BASE = 'plugin://environments';

/** An error answer that tells what is wrong with the spec. */
const issuesBodySchema = z.union([
  z.object({ issues: z.array(specIssueSchema).min(1) }),
  z
    .object({ error: z.object({ issues: z.array(specIssueSchema).min(1) }) })
    .transform(({ error }) => error),
]);

/** Talks to the environments backend; every answer is checked before anybody sees it. */
export class EnvironmentsClient implements EnvironmentsApi {
  readonly #fetchApi: FetchApi;

  private constructor(fetchApi: FetchApi) {
    this.#fetchApi = fetchApi;
  }

  /** Makes a client that fetches with the identity of the signed-in user. */
  static create({ fetchApi }: { fetchApi: FetchApi }): EnvironmentsClient {
    return new EnvironmentsClient(fetchApi);
  }

  async listEnvironments(options?: RequestOptions) {
    return this.#get('/environments', environmentListSchema, options);
  }

  async getEnvironment(name: string, options?: RequestOptions) {
    return this.#get(
      `/environments/${encodeURIComponent(name)}`,
      environmentViewSchema,
      options,
    );
  }

  async listPipelineRuns(name: string, options?: RequestOptions) {
    const { items } = await this.#get(
      `/environments/${encodeURIComponent(name)}/pipeline-runs`,
      pipelineRunListSchema,
      options,
    );
    return items;
  }

  async preview(request: PreviewRequest, options?: RequestOptions) {
    const response = await this.#post('/preview', request, options);
    return this.#read(response, previewResponseSchema);
  }

  async requestChange(
    request: CreateChangeRequest,
    options?: RequestOptions,
  ): Promise<RequestedChange> {
    const response = await this.#post('/changes', request, options);
    if (response.status === 400) {
      const issues = await this.#issuesOf(response.clone());
      if (issues) return { accepted: false, issues };
    }
    const change = await this.#read(response, changeRequestSchema);
    return { accepted: true, change };
  }

  async listChanges(query: ChangeListQuery = {}, options?: RequestOptions) {
    const params = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) {
      for (const entry of Array.isArray(value) ? value : [value]) {
        if (entry !== undefined) params.append(key, String(entry));
      }
    }
    const search = params.size > 0 ? `?${params}` : '';
    return this.#get(`/changes${search}`, changeListSchema, options);
  }

  async getChange(id: string, options?: RequestOptions) {
    return this.#get(
      `/changes/${encodeURIComponent(id)}`,
      changeRequestSchema,
      options,
    );
  }

  async decide(
    id: string,
    decision: Decision,
    comment?: string,
    options?: RequestOptions,
  ) {
    const response = await this.#post(
      `/changes/${encodeURIComponent(id)}/${decision}`,
      comment ? { comment } : {},
      options,
    );
    return this.#read(response, changeRequestSchema);
  }

  async listSources(options?: RequestOptions) {
    const { items } = await this.#get(
      '/sources',
      sourcesResponseSchema,
      options,
    );
    return items;
  }

  async #get<T>(
    path: string,
    schema: z.ZodType<T>,
    { signal }: RequestOptions = {},
  ): Promise<T> {
    const response = await this.#fetchApi.fetch(`${BASE}${path}`, { signal });
    return this.#read(response, schema);
  }

  async #post(
    path: string,
    body: unknown,
    { signal }: RequestOptions = {},
  ): Promise<Response> {
    return this.#fetchApi.fetch(`${BASE}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    });
  }

  async #read<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return schema.parse(await response.json());
  }

  /** The issues of a refused spec; undefined where a 400 is about something else. */
  async #issuesOf(response: Response): Promise<SpecIssue[] | undefined> {
    const body: unknown = await response.json().catch(() => undefined);
    const parsed = issuesBodySchema.safeParse(body);
    return parsed.success ? parsed.data.issues : undefined;
  }
}
