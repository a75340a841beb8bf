import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { Refusal } from '@portico/plugin-deployments-common';
import { z } from 'zod/v4';
import { readBounded, TooLargeError } from '../readBounded';
import { refusalOf, refusalOfProxy } from './refusalOfProxy';

/** A cluster that the portal knows. */
export interface KnownCluster {
  name: string;
  title: string;
  /** How the portal signs in to it. */
  authProvider: string;
}

/** An answer that came. */
export interface KubernetesAnswer {
  status: number;
  text: string;
}

/** A cluster, or the plugin `kubernetes`, gave no answer that can be used. */
export class KubernetesError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.name = 'KubernetesError';
    this.refusal = refusal;
  }
}

/** What the client works with. */
export interface KubernetesClientOptions {
  discovery: Pick<DiscoveryService, 'getBaseUrl'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials' | 'getPluginRequestToken'>;
  /** The longest that one question may take. */
  timeoutMs?: number;
  /** The largest answer that is read. */
  maxBytes?: number;
}

const PLUGIN = 'kubernetes';
const TIMEOUT_MS = 4_000;
const MAX_BYTES = 16 * 1024 * 1024;

const clustersSchema = z.object({
  items: z
    .array(
      z.object({
        name: z.string().min(1).max(253),
        title: z.string().nullish(),
        authProvider: z.string().nullish(),
      }),
    )
    .max(200),
});

/** Asks clusters through the plugin `kubernetes`, which knows where they are and signs in to them. */
export class KubernetesClient {
  readonly #options: KubernetesClientOptions;

  static create(options: KubernetesClientOptions): KubernetesClient {
    return new KubernetesClient(options);
  }

  private constructor(options: KubernetesClientOptions) {
    this.#options = options;
  }

  /** The clusters that are set up. Throws a KubernetesError where the plugin does not tell. */
  async listClusters(signal?: AbortSignal): Promise<KnownCluster[]> {
    const { status, text } = await this.#ask('/clusters', {}, signal);
    const refusal = refusalOfProxy(status, text);
    if (refusal) {
      throw new KubernetesError(
        status === 404
          ? refusalOf(
              'not-installed',
              'not-set-up',
              'The portal has no plugin kubernetes.',
            )
          : refusal,
      );
    }
    const parsed = clustersSchema.safeParse(parseJson(text));
    if (!parsed.success) {
      throw new KubernetesError(
        refusalOf(
          'bad-request',
          'degraded',
          'The plugin kubernetes tells its clusters in a form that is not known.',
        ),
      );
    }
    return parsed.data.items.map(({ name, title, authProvider }) => ({
      name,
      title: title || name,
      authProvider: authProvider ?? '',
    }));
  }

  /**
   * Asks one cluster. Throws a KubernetesError where no answer comes in time; what an answer
   * means is for the caller to say.
   *
   * @param path - of the Kubernetes API, with its query
   */
  async get(
    cluster: string,
    path: string,
    signal?: AbortSignal,
    maxBytes?: number,
  ): Promise<KubernetesAnswer> {
    return this.#ask(
      `/proxy${path}`,
      { 'Backstage-Kubernetes-Cluster': cluster },
      signal,
      maxBytes,
    );
  }

  async #ask(
    path: string,
    headers: Record<string, string>,
    signal: AbortSignal | undefined,
    maxBytes = this.#options.maxBytes ?? MAX_BYTES,
  ): Promise<KubernetesAnswer> {
    const { auth, discovery, timeoutMs = TIMEOUT_MS } = this.#options;
    const base = await discovery.getBaseUrl(PLUGIN);
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: PLUGIN,
    });
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(`${base}${path}`, {
        headers: { ...headers, Authorization: `Bearer ${token}` },
        // Nothing here moves, and the token must not go where a redirect leads.
        redirect: 'error',
        signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
      });
      const body = await readBounded(response, maxBytes);
      return {
        status: response.status,
        text: Buffer.from(body).toString('utf8'),
      };
    } catch (error) {
      throw this.#failure(error, timeout, timeoutMs);
    }
  }

  #failure(error: unknown, timeout: AbortSignal, timeoutMs: number): Error {
    if (error instanceof TooLargeError || error instanceof KubernetesError) {
      return error;
    }
    if (timeout.aborted) {
      return new KubernetesError(
        refusalOf(
          'down',
          'down',
          `It did not answer within ${timeoutMs / 1_000} s.`,
        ),
      );
    }
    const cause = isError(error) && isError(error.cause) ? error.cause : error;
    const words = isError(cause) ? cause.message || String(cause.code) : cause;
    return new KubernetesError(
      refusalOf(
        'down',
        'down',
        `The portal's plugin kubernetes does not answer: ${words}.`,
      ),
    );
  }
}

/** What is in a text of JSON; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
