import { Config } from '@backstage/config';
import { RepositoryConfig } from '../config/readEnvironmentsConfig';
import { GithubClient } from './GithubClient';
import { GithubFetchOptions } from './githubFetch';
import { GitHostError } from './GitHostError';
import { isStatus, refusalOf } from './githubErrors';
import { toPullRequest } from './githubPullRequests';
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

/** The repository that holds the environments, on GitHub or a server that speaks like it. */
export class GithubPlatformRepository implements PlatformRepository {
  readonly #repository: RepositoryConfig;
  readonly #client: GithubClient;

  /** Takes the host's addresses and credentials from `integrations.github`. */
  static fromConfig(
    config: Config,
    repository: RepositoryConfig,
    options: GithubFetchOptions = {},
  ): GithubPlatformRepository {
    return new GithubPlatformRepository(
      repository,
      GithubClient.fromConfig(config, repository, options),
    );
  }

  private constructor(repository: RepositoryConfig, client: GithubClient) {
    this.#repository = repository;
    this.#client = client;
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
    return this.#client.ask(octokit =>
      listTreeFiles(
        octokit,
        { ...this.#target, path: this.#repository.path },
        commit,
      ),
    );
  }

  async readBlob(sha: string): Promise<string> {
    const { data } = await this.#client.ask(octokit =>
      octokit.rest.git.getBlob({ ...this.#target, file_sha: sha }),
    );
    return Buffer.from(data.content, 'base64').toString('utf8');
  }

  async findFile(ref: string, path: string): Promise<FileContent | undefined> {
    const answer = await this.#client.find(octokit =>
      octokit.rest.repos.getContent({ ...this.#target, path, ref }),
    );
    if (!answer || Array.isArray(answer.data)) return undefined;
    if (answer.data.type !== 'file') return undefined;
    const { sha, content } = answer.data;
    return { sha, text: Buffer.from(content, 'base64').toString('utf8') };
  }

  async findBranch(branch: string): Promise<string | undefined> {
    const answer = await this.#client.find(octokit =>
      octokit.rest.git.getRef({ ...this.#target, ref: `heads/${branch}` }),
    );
    return answer?.data.object.sha;
  }

  async createBranch(
    branch: string,
    commit: string,
  ): Promise<'created' | 'exists'> {
    try {
      await this.#client.ask(octokit =>
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
      await this.#client.ask(octokit =>
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
    const { data } = await this.#client.ask(octokit =>
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
      const { data } = await this.#client.ask(octokit =>
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
    const { data } = await this.#client.ask(octokit =>
      octokit.rest.pulls.get({ ...this.#target, pull_number: number }),
    );
    return toPullRequest(data);
  }

  async listChangedPaths(number: number): Promise<string[]> {
    const { data } = await this.#client.ask(octokit =>
      octokit.rest.pulls.listFiles({
        ...this.#target,
        pull_number: number,
        per_page: 100,
      }),
    );
    return data.flatMap(({ filename, previous_filename: before }) =>
      before === undefined ? [filename] : [before, filename],
    );
  }

  async closePullRequest(number: number): Promise<void> {
    await this.#client.ask(octokit =>
      octokit.rest.pulls.update({
        ...this.#target,
        pull_number: number,
        state: 'closed',
      }),
    );
  }

  async setStatus(status: CommitStatus): Promise<void> {
    await this.#client.ask(octokit =>
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
    message: string;
  }): Promise<MergeOutcome> {
    try {
      const { data } = await this.#client.ask(octokit =>
        octokit.rest.pulls.merge({
          ...this.#target,
          pull_number: request.number,
          sha: request.commit,
          merge_method: this.#repository.mergeMethod,
          commit_title: `${request.title} (#${request.number})`,
          commit_message: request.message,
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
}
