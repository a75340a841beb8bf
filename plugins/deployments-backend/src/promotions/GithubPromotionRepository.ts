import { ConflictError } from '@backstage/errors';
import type { Octokit } from '@octokit/rest';
import {
  githubStatusOf,
  type GithubClient,
  type Repository,
} from '../sources/github/GithubClient';
import type { PromotionPull, PromotionRepository } from './Promoter';

/** The repository that holds which version runs where, and the branch of it that counts. */
export interface PromotionTarget extends Repository {
  branch: string;
}

interface GithubPull {
  number: number;
  html_url: string;
  state: string;
}

function toPull({ number, html_url: url, state }: GithubPull): PromotionPull {
  return { number, url, isOpen: state === 'open' };
}

/** The same on GitHub, or on a server that speaks like it. */
export class GithubPromotionRepository implements PromotionRepository {
  readonly #client: GithubClient;
  readonly #target: PromotionTarget;

  constructor(client: GithubClient, target: PromotionTarget) {
    this.#client = client;
    this.#target = target;
  }

  async head(): Promise<string> {
    const { branch } = this.#target;
    return this.#ask(async octokit => {
      const { data } = await octokit.rest.git.getRef({
        ...this.#names,
        ref: `heads/${branch}`,
      });
      return data.object.sha;
    });
  }

  async readFile(
    ref: string,
    path: string,
  ): Promise<{ text: string; sha: string } | undefined> {
    return this.#unless(404, async octokit => {
      const { data } = await octokit.rest.repos.getContent({
        ...this.#names,
        path,
        ref,
      });
      if (Array.isArray(data) || data.type !== 'file') return undefined;
      return {
        sha: data.sha,
        text: Buffer.from(data.content, 'base64').toString('utf8'),
      };
    });
  }

  async ensureBranch(branch: string, commit: string): Promise<void> {
    // 422: it is there already.
    await this.#unless(422, octokit =>
      octokit.rest.git.createRef({
        ...this.#names,
        ref: `refs/heads/${branch}`,
        sha: commit,
      }),
    );
  }

  async writeFile(
    file: Parameters<PromotionRepository['writeFile']>[0],
  ): Promise<void> {
    const { branch, path, text, sha, message } = file;
    // 409: another content than `sha` is there.
    const written = await this.#unless(409, octokit =>
      octokit.rest.repos.createOrUpdateFileContents({
        ...this.#names,
        branch,
        path,
        message,
        sha,
        content: Buffer.from(text, 'utf8').toString('base64'),
      }),
    );
    // Whoever asked for the same at the same time has written the same.
    if (!written && (await this.readFile(branch, path))?.text !== text) {
      throw new ConflictError(
        `Somebody changed ${path} on the branch ${branch}. Look at it, and delete the branch to ask again.`,
      );
    }
  }

  async findPull(branch: string): Promise<PromotionPull | undefined> {
    const { owner, branch: base } = this.#target;
    return this.#ask(async octokit => {
      const { data } = await octokit.rest.pulls.list({
        ...this.#names,
        head: `${owner}:${branch}`,
        base,
        state: 'all',
        sort: 'created',
        direction: 'desc',
        per_page: 1,
      });
      return data[0] && toPull(data[0]);
    });
  }

  async openPull(pull: {
    branch: string;
    title: string;
    body: string;
  }): Promise<PromotionPull> {
    const { branch, title, body } = pull;
    // 422: there is an open one, which somebody else has just made.
    const made = await this.#unless(422, octokit =>
      octokit.rest.pulls.create({
        ...this.#names,
        head: branch,
        base: this.#target.branch,
        title,
        body,
      }),
    );
    const opened = made ? toPull(made.data) : await this.findPull(branch);
    if (!opened?.isOpen) {
      throw new ConflictError(
        `The Git host takes no pull request from ${branch}.`,
      );
    }
    return opened;
  }

  get #names() {
    const { owner, repo } = this.#target;
    return { owner, repo };
  }

  #ask<T>(request: (octokit: Octokit) => Promise<T>): Promise<T> {
    return this.#client.ask(this.#target, request);
  }

  /** Undefined where the host answers with this status. */
  #unless<T>(
    status: number,
    request: (octokit: Octokit) => Promise<T>,
  ): Promise<T | undefined> {
    return this.#ask(octokit =>
      request(octokit).catch(error => {
        if (githubStatusOf(error) === status) return undefined;
        throw error;
      }),
    );
  }
}
