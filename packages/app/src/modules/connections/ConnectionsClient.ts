import { ResponseError } from '@backstage/errors';
import { FetchApi } from '@backstage/frontend-plugin-api';
import {
  SourceStatus,
  sourcesResponseSchema,
  sourceStatusSchema,
} from '@portico/plugin-timeline-common';
import { ConnectionsApi, PluginAnswer } from './ConnectionsApi';

const ODD_ANSWER =
  'It answered something this page can not read. Are both of the same version?';

/** Asks over HTTP, each plugin by itself. */
export class ConnectionsClient implements ConnectionsApi {
  readonly #fetchApi: FetchApi;
  readonly #plugins: readonly string[];

  static create(options: {
    fetchApi: FetchApi;
    plugins: readonly string[];
  }): ConnectionsClient {
    return new ConnectionsClient(options.fetchApi, options.plugins);
  }

  private constructor(fetchApi: FetchApi, plugins: readonly string[]) {
    this.#fetchApi = fetchApi;
    this.#plugins = plugins;
  }

  async list(): Promise<PluginAnswer[]> {
    const asked = await Promise.allSettled(
      this.#plugins.map(plugin => this.#ask(plugin)),
    );
    const silent = asked.filter(({ status }) => status === 'rejected');
    // One plugin that can't be reached fails alone; all of them are the portal.
    if (silent.length > 0 && silent.length === asked.length) {
      throw (silent[0] as PromiseRejectedResult).reason;
    }
    return asked.map((answer, index) =>
      answer.status === 'fulfilled'
        ? answer.value
        : {
            plugin: this.#plugins[index],
            outcome: 'failed',
            reason: 'It does not answer',
          },
    );
  }

  async test(plugin: string, sourceId: string): Promise<SourceStatus> {
    const response = await this.#fetchApi.fetch(
      `plugin://${plugin}/sources/${encodeURIComponent(sourceId)}/test`,
      { method: 'POST' },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const parsed = sourceStatusSchema.safeParse(await readJson(response));
    if (!parsed.success) {
      throw new Error(ODD_ANSWER);
    }
    return parsed.data;
  }

  /** Rejects only where no answer came at all. */
  async #ask(plugin: string): Promise<PluginAnswer> {
    const response = await this.#fetchApi.fetch(`plugin://${plugin}/sources`);
    if (response.status === 404) {
      return { plugin, outcome: 'not-installed' };
    }
    if (response.status === 401 || response.status === 403) {
      return { plugin, outcome: 'not-allowed' };
    }
    if (!response.ok) {
      const { cause } = await ResponseError.fromResponse(response);
      return { plugin, outcome: 'failed', reason: cause.message };
    }
    const parsed = sourcesResponseSchema.safeParse(await readJson(response));
    return parsed.success
      ? { plugin, outcome: 'told', items: parsed.data.items }
      : { plugin, outcome: 'failed', reason: ODD_ANSWER };
  }
}

/** The body, or nothing where it is no JSON, such as a page of a proxy. */
async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}
