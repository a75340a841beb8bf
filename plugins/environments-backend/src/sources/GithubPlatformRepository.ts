import { Config } from '@backstage/config';
import {
  DefaultGithubCredentialsProvider,
  GithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { Octokit } from '@octokit/rest';
import { RepositoryConfig } from '../config/readEnvironmentsConfig';
import { createGithubFetch, GithubFetchOptions } from './githubFetch';
import { GitHostError } from './GitHostError';
import { isStatus, refusalOf, toGitHostError } from './githubErrors';
import { listTreeFiles } from './githubTrees';
import {
  CommitStatus,
  FileContent,
  FileToWrite,
  MergeOutcome,
  PlatformFile,
  PlatformRepository,
  PullRequest,
} from './PlatformRepository';

/** The context of the commit status that the portal sets. */
export const STATUS_CONTEXT = 'portico/policy';

/** GitHub takes 140 characters as the description of a status. */
const STATUS_DESCRIPTION_LIMIT = 140;

interface GithubPull {
  number: number;
  html_url: string;
  state: string;
  merged_at?: string | null;
  merged?: boolean;
  merge_commit_sha?: string | null;
  head: { sha: string };
}

function toPullRequest(pull: GithubPull): PullRequest {
  const merged = pull.merged === true || Boolean(pull.merged_at);
  const open = pull.state === 'open' ? 'open' : 'closed';
  return {
    number: pull.number,
    url: pull.html_url,
    state: merged ? 'merged' : open,
    headSha: pull.head.sha,
    // Before the merge GitHub names a trial commit here.
    mergeCommit: (merged && pull.merge_commit_sha) || null,
  };
}

/** The repository that holds the environments, on GitHub or a server that speaks like it. */
export class GithubPlatformRepository implements PlatformRepository {
  readonly #repository: RepositoryConfig;
  readonly #apiBaseUrl: string;
  readonly #credentials: GithubCredentialsProvider;
  readonly #fetch: typeof fetch;

  /** Takes the host's addresses and credentials from `integrations.github`. */
  static fromConfig(
    config: Config,
    repository: RepositoryConfig,
    options: GithubFetchOptions = {},
  ): GithubPlatformRepository {
    const integrations = ScmIntegrations.fromConfig(config);
    const integration = integrations.github.byHost(repository.host);
    const apiBaseUrl = integration?.config.apiBaseUrl;
    if (!apiBaseUrl) {
      throw new Error(
        `environments.repository.host is ${repository.host}, but integrations.github has no entry with this host and an apiBaseUrl`,
      );
    }
    return new GithubPlatformRepository(
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

  async readHead(): Promise<string> {
    const { branch } = this.#repository;
    const commit = await this.findBranch(branch);
    if (commit === undefined) {
      throw new GitHostError('not-found', `There is no branch ${branch}`);
    }
    return commit;
  }

  async listFiles(commit: string): Promise<PlatformFile[]> {
    return this.#ask(octokit =>
      listTreeFiles(
        octokit,
        { ...this.#target, path: this.#repository.path },
        commit,
      ),
    );
  }

  async readBlob(sha: string): Promise<string> {
    const { data } = await this.#ask(octokit =>
      octokit.rest.git.getBlob({ ...this.#target, file_sha: sha }),
    );
    return Buffer.from(data.content, 'base64').toString('utf8');
  }

  async findFile(ref: string, path: string): Promise<FileContent | undefined> {
    const answer = await this.#find(octokit =>
      octokit.rest.repos.getContent({ ...this.#target, path, ref }),
    );
    if (!answer || Array.isArray(answer.data)) return undefined;
    if (answer.data.type !== 'file') return undefined;
    const { sha, content } = answer.data;
    return { sha, text: Buffer.from(content, 'base64').toString('utf8') };
  }

  async findBranch(branch: string): Promise<string | undefined> {
    const answer = await this.#find(octokit =>
      octokit.rest.git.getRef({ ...this.#target, ref: `heads/${branch}` }),
    );
    return answer?.data.object.sha;
  }

  async createBranch(
    branch: string,
    commit: string,
  ): Promise<'created' | 'exists'> {
    try {
      await this.#ask(octokit =>
        octokit.rest.git.createRef({
          ...this.#target,
          ref: `refs/heads/${branch}`,
          sha: commit,
        }),
      );
      return 'created';
    } catch (error) {
      if (isStatus(error, 422) && (await this.findBranch(branch))) {
        return 'exists';
      }
      throw error;
    }
  }

  async writeFile(file: FileToWrite): Promise<'written' | 'conflict'> {
    try {
      await this.#ask(octokit =>
        octokit.rest.repos.createOrUpdateFileContents({
          ...this.#target,
          branch: file.branch,
          path: file.path,
          message: file.message,
          content: Buffer.from(file.text, 'utf8').toString('base64'),
          sha: file.replaces,
        }),
      );
      return 'written';
    } catch (error) {
      // 409: other content than `replaces`; 422: there is a file already.
      if (isStatus(error, 409) || isStatus(error, 422)) return 'conflict';
      throw error;
    }
  }

  async findPullRequest(branch: string): Promise<PullRequest | undefined> {
    const { owner, branch: base } = this.#repository;
    const { data } = await this.#ask(octokit =>
      octokit.rest.pulls.list({
        ...this.#target,
        head: `${owner}:${branch}`,
        base,
        state: 'all',
        sort: 'created',
        direction: 'desc',
        per_page: 1,
      }),
    );
    return data[0] && toPullRequest(data[0]);
  }

  async openPullRequest(request: {
    branch: string;
    title: string;
    body: string;
  }): Promise<PullRequest> {
    try {
      const { data } = await this.#ask(octokit =>
        octokit.rest.pulls.create({
          ...this.#target,
          head: request.branch,
          base: this.#repository.branch,
          title: request.title,
          body: request.body,
        }),
      );
      return toPullRequest(data);
    } catch (error) {
      const existing = isStatus(error, 422)
        ? await this.findPullRequest(request.branch)
        : undefined;
      if (existing) return existing;
      throw error;
    }
  }

  async readPullRequest(number: number): Promise<PullRequest> {
    const { data } = await this.#ask(octokit =>
      octokit.rest.pulls.get({ ...this.#target, pull_number: number }),
    );
    return toPullRequest(data);
  }

  async closePullRequest(number: number): Promise<void> {
    await this.#ask(octokit =>
      octokit.rest.pulls.update({
        ...this.#target,
        pull_number: number,
        state: 'closed',
      }),
    );
  }

  async setStatus(status: CommitStatus): Promise<void> {
    await this.#ask(octokit =>
      octokit.rest.repos.createCommitStatus({
        ...this.#target,
        sha: status.commit,
        state: status.state,
        context: STATUS_CONTEXT,
        description: status.description.slice(0, STATUS_DESCRIPTION_LIMIT),
        target_url: status.targetUrl,
      }),
    );
  }

  async merge(request: {
    number: number;
    commit: string;
    title: string;
  }): Promise<MergeOutcome> {
    try {
      const { data } = await this.#ask(octokit =>
        octokit.rest.pulls.merge({
          ...this.#target,
          pull_number: request.number,
          sha: request.commit,
          merge_method: this.#repository.mergeMethod,
          commit_title: `${request.title} (#${request.number})`,
        }),
      );
      return data.merged
        ? { merged: true, commit: data.sha }
        : { merged: false, reason: data.message };
    } catch (error) {
      const reason = refusalOf(error);
      if (reason !== undefined) return { merged: false, reason };
      throw error;
    }
  }

  get #target(): { owner: string; repo: string } {
    const { owner, repo } = this.#repository;
    return { owner, repo };
  }

  async #ask<T>(request: (octokit: Octokit) => Promise<T>): Promise<T> {
    try {
      return await request(await this.#octokit());
    } catch (error) {
      throw toGitHostError(error, this.#repository);
    }
  }

  /** Asks for something that may not be there. */
  async #find<T>(
    request: (octokit: Octokit) => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await this.#ask(request);
    } catch (error) {
      if (isStatus(error, 404)) return undefined;
      throw error;
    }
  }

  /** A client with a token that is valid now; tokens of GitHub Apps change every hour. */
  async #octokit(): Promise<Octokit> {
    const { host, owner, repo } = this.#repository;
    const { token } = await this.#credentials.getCredentials({
      url: `https://${host}/${owner}/${repo}`,
    });
    const silent = () => {};
    return new Octokit({
      auth: token,
      baseUrl: this.#apiBaseUrl,
      request: { fetch: this.#fetch },
      log: { debug: silent, info: silent, warn: silent, error: silent },
    });
  }
}
