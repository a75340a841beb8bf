import { APIRequestContext, APIResponse } from '@playwright/test';
import { readRun, readSecrets } from './dataFolder';

const OWNER = 'acme';

/** The Git host of the portal that is tested, as somebody who may push sees it. */
export class GitHost {
  readonly #request: APIRequestContext;
  readonly #url: string;
  readonly #token: string;

  static of(request: APIRequestContext): GitHost {
    const url = `http://localhost:${readRun().ports.gitHost}`;
    return new GitHost(request, url, readSecrets().gitHostToken);
  }

  private constructor(request: APIRequestContext, url: string, token: string) {
    this.#request = request;
    this.#url = url;
    this.#token = token;
  }

  get url(): string {
    return this.#url;
  }

  /** Makes a repository with files, and gives the address of its files. */
  async publish(repo: string, files: Record<string, string>): Promise<string> {
    await this.api('POST', `/orgs/${OWNER}/repos`, {
      name: repo,
      auto_init: true,
    });
    for (const [path, text] of Object.entries(files)) {
      const response = await this.api(
        'PUT',
        `/repos/${OWNER}/${repo}/contents/${path}`,
        { message: path, content: Buffer.from(text).toString('base64') },
      );
      if (!response.ok()) {
        throw new Error(`${path}: ${await response.text()}`);
      }
    }
    return `${this.#url}/${OWNER}/${repo}/blob/main`;
  }

  async api(
    method: string,
    path: string,
    data?: unknown,
  ): Promise<APIResponse> {
    return this.#request.fetch(`${this.#url}/api/v3${path}`, {
      method,
      headers: { authorization: `token ${this.#token}` },
      data,
    });
  }
}
