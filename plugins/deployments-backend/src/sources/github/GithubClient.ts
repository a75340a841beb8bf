import type { Config } from '@backstage/config';
import {
  DefaultGithubCredentialsProvider,
  type GithubCredentialsProvider,
  type GithubIntegration,
  ScmIntegrations,
} from '@backstage/integration';
import { Octokit } from '@octokit/rest';
import { redactText } from '../redactText';
import { GithubError } from './GithubError';
import { createGithubFetch } from './githubFetch';

/** A repository on a host. */
export interface Repository {
  host: string;
  owner: string;
  repo: string;
}

/** An answer of a Git host. */
export type GithubAnswer =
  | { changed: false }
  | { changed: true; data: unknown; etag: string | null };

/** Limits of the traffic, for tests to change. */
export interface GithubClientOptions {
  timeoutMs?: number;
  maxBytes?: number;
  now?: () => number;
}

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 8 * 1024 * 1024;

/** Asks GitHub, and servers that speak like it, with the credentials of the portal's integrations. */
export class GithubClient {
  /** The hosts that the configuration names; the one that everybody has by default is none of them. */
  readonly hosts: readonly string[];
  readonly #integrations: ReadonlyMap<string, GithubIntegration>;
  readonly #credentials: GithubCredentialsProvider;
  readonly #limits: Required<GithubClientOptions>;

  static fromConfig(
    config: Config,
    options: GithubClientOptions = {},
  ): GithubClient {
    const integrations = ScmIntegrations.fromConfig(config);
    const named = (config.getOptionalConfigArray('integrations.github') ?? [])
      .map(one => one.getOptionalString('host') ?? 'github.com')
      .flatMap(host => integrations.github.byHost(host) ?? []);
    return new GithubClient(
      new Map(named.map(one => [one.config.host, one])),
      DefaultGithubCredentialsProvider.fromIntegrations(integrations),
      {
        timeoutMs: TIMEOUT_MS,
        maxBytes: MAX_BYTES,
        now: Date.now,
        ...options,
      },
    );
  }

  private constructor(
    integrations: ReadonlyMap<string, GithubIntegration>,
    credentials: GithubCredentialsProvider,
    limits: Required<GithubClientOptions>,
  ) {
    this.#integrations = integrations;
    this.#credentials = credentials;
    this.#limits = limits;
    this.hosts = [...integrations.keys()];
  }

  /**
   * Asks for something of a repository. Throws a GithubError where there is no good answer.
   *
   * @param path - below the repository, such as `/deployments`
   * @param etag - of the answer that is known; where it is still the same, nothing has changed
   */
  async get(
    repository: Repository,
    path: string,
    query: Record<string, string | number> = {},
    etag: string | null = null,
  ): Promise<GithubAnswer> {
    const { owner, repo } = repository;
    return this.ask(repository, async octokit => {
      try {
        const { data, headers, status } = await octokit.request(
          `GET /repos/{owner}/{repo}${path}`,
          {
            owner,
            repo,
            ...query,
            headers: etag ? { 'if-none-match': etag } : {},
          },
        );
        if (status !== 200) {
          // Octokit takes a redirect, which is not followed, for a success.
          throw Object.assign(new Error(`status ${status}`), { status });
        }
        return { changed: true, data, etag: headers.etag ?? null };
      } catch (error) {
        if (githubStatusOf(error) === 304) {
          return { changed: false };
        }
        throw error;
      }
    });
  }

  /** Asks whatever Octokit can. Throws a GithubError where there is no good answer. */
  async ask<T>(
    repository: Repository,
    request: (octokit: Octokit) => Promise<T>,
  ): Promise<T> {
    let token: string | undefined;
    try {
      token = await this.#token(repository);
      return await request(this.#octokit(repository.host, token));
    } catch (error) {
      throw withoutSecret(toGithubError(error, repository), token);
    }
  }

  /** A token that is valid now; those of GitHub Apps change every hour. */
  async #token({ host, owner, repo }: Repository): Promise<string | undefined> {
    const { token } = await this.#credentials.getCredentials({
      url: `https://${host}/${owner}/${repo}`,
    });
    return token;
  }

  #octokit(host: string, token: string | undefined): Octokit {
    const silent = () => {};
    return new Octokit({
      auth: token,
      baseUrl: this.#integrations.get(host)?.config.apiBaseUrl,
      request: { fetch: createGithubFetch({ host, ...this.#limits }) },
      log: { debug: silent, info: silent, warn: silent, error: silent },
    });
  }
}

/** The status that the host answered with; null where it gave no answer. */
export function githubStatusOf(error: unknown): number | null {
  return error instanceof Error &&
    'status' in error &&
    typeof error.status === 'number'
    ? error.status
    : null;
}

/** Turns whatever a request threw into words that tell what to do. */
function toGithubError(
  error: unknown,
  { host, owner, repo }: Repository,
): GithubError {
  if (error instanceof GithubError) {
    return error;
  }
  if (error instanceof Error && error.cause instanceof GithubError) {
    return error.cause;
  }
  const status = githubStatusOf(error);
  const options = { cause: error };
  switch (true) {
    case status === null:
      return new GithubError(
        'unreachable',
        `${host} cannot be asked: ${
          error instanceof Error ? error.message : error
        }.`,
        options,
      );
    case status === 401:
      return new GithubError(
        'login-refused',
        `${host} does not take the portal's login; renew the token or the app in integrations.github.`,
        options,
      );
    case status === 403:
      return new GithubError(
        'not-allowed',
        `The portal's login may not read this of ${owner}/${repo}.`,
        options,
      );
    case status === 404 || (status! >= 300 && status! < 400):
      return new GithubError(
        'not-found',
        `${owner}/${repo} is not there, has moved, or the portal's login may not see it.`,
        options,
      );
    case status === 501:
      return new GithubError(
        'not-served',
        `${host} keeps no deployments.`,
        options,
      );
    default:
      return new GithubError(
        'unreachable',
        `${host} answers with status ${status}.`,
        options,
      );
  }
}

/** A Git host, or a proxy before it, may repeat in its answer what it was sent. */
function withoutSecret(
  error: GithubError,
  secret: string | undefined,
): GithubError {
  const words = secret
    ? error.message.replaceAll(secret, '***')
    : error.message;
  const message = redactText(words);
  return message === error.message
    ? error
    : new GithubError(error.kind, message, {
        ...(error.retryAt && { retryAt: error.retryAt }),
      });
}
