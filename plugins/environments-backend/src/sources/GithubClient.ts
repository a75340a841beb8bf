import { Config } from '@backstage/config';
import {
  DefaultGithubCredentialsProvider,
  GithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { Octokit } from '@octokit/rest';
import { RepositoryConfig } from '../config/readEnvironmentsConfig';
import { isStatus, toGitHostError } from './githubErrors';
import { GitHostError } from './GitHostError';
import { createGithubFetch, GithubFetchOptions } from './githubFetch';

/** Asks GitHub about one repository, with the credentials of the portal's integrations. */
export class GithubClient {
  readonly #repository: RepositoryConfig;
  readonly #apiBaseUrl: string;
  readonly #credentials: GithubCredentialsProvider;
  readonly #fetch: typeof fetch;

  /** Takes the host's addresses and credentials from `integrations.github`. */
  static fromConfig(
    config: Config,
    repository: RepositoryConfig,
    options: GithubFetchOptions = {},
  ): GithubClient {
    const integrations = ScmIntegrations.fromConfig(config);
    const integration = integrations.github.byHost(repository.host);
    const apiBaseUrl = integration?.config.apiBaseUrl;
    if (!apiBaseUrl) {
      throw new Error(
        `environments.repository.host is ${repository.host}, but integrations.github has no entry with this host and an apiBaseUrl`,
      );
    }
    return new GithubClient(
      repository,
      apiBaseUrl,
      DefaultGithubCredentialsProvider.fromIntegrations(integrations),
      createGithubFetch(options),
    );
  }

  private constructor(
    repository: RepositoryConfig,
    apiBaseUrl: string,
    credentials: GithubCredentialsProvider,
    fetcher: typeof fetch,
  ) {
    this.#repository = repository;
    this.#apiBaseUrl = apiBaseUrl;
    this.#credentials = credentials;
    this.#fetch = fetcher;
  }

  /** Asks, and throws a GitHostError where there is no good answer. */
  async ask<T>(request: (octokit: Octokit) => Promise<T>): Promise<T> {
    let token: string | undefined;
    try {
      token = await this.#token();
      return await request(this.#octokit(token));
    } catch (error) {
      throw withoutSecret(toGitHostError(error, this.#repository), token);
    }
  }

  /** Asks for something that may not be there. */
  async find<T>(
    request: (octokit: Octokit) => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await this.ask(request);
    } catch (error) {
      if (isStatus(error, 404)) return undefined;
      throw error;
    }
  }

  /** A token that is valid now; those of GitHub Apps change every hour. */
  async #token(): Promise<string | undefined> {
    const { host, owner, repo } = this.#repository;
    const { token } = await this.#credentials.getCredentials({
      url: `https://${host}/${owner}/${repo}`,
    });
    return token;
  }

  #octokit(token: string | undefined): Octokit {
    const silent = () => {};
    return new Octokit({
      auth: token,
      baseUrl: this.#apiBaseUrl,
      request: { fetch: this.#fetch },
      log: { debug: silent, info: silent, warn: silent, error: silent },
    });
  }
}

/** A Git host, or a proxy before it, may repeat in its answer what it was sent. */
function withoutSecret(
  error: GitHostError,
  secret: string | undefined,
): GitHostError {
  if (!secret || !error.message.includes(secret)) return error;
  const { kind, status, retryAt } = error;
  const message = error.message.replaceAll(secret, '***');
  return new GitHostError(kind, message, { status, retryAt });
}
