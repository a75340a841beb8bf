import { Request, Response, Router } from 'express';
import { EmulatorContext } from '../context';
import { Answer, sendAnswer } from './Answer';
import { ApiRequest } from './ApiRequest';
import { GitHubError } from './GitHubError';
import { rateLimitHeaders } from './RateLimiter';
import { readActor } from './readActor';

/** What answers a request of the REST API. */
export type ApiHandler = (request: ApiRequest) => Promise<Answer>;

/**
 * The routes of the REST API. Each answers a value; signing in, the rate limit,
 * conditional requests and errors are done here for all. Whatever changes
 * something needs a token.
 */
export class ApiRouter {
  readonly router = Router();
  readonly #context: EmulatorContext;

  constructor(context: EmulatorContext) {
    this.#context = context;
  }

  get(path: string, handler: ApiHandler): void {
    this.router.get(path, this.#run(handler, false));
  }

  post(path: string, handler: ApiHandler): void {
    this.router.post(path, this.#run(handler, true));
  }

  put(path: string, handler: ApiHandler): void {
    this.router.put(path, this.#run(handler, true));
  }

  patch(path: string, handler: ApiHandler): void {
    this.router.patch(path, this.#run(handler, true));
  }

  delete(path: string, handler: ApiHandler): void {
    this.router.delete(path, this.#run(handler, true));
  }

  #run(handler: ApiHandler, changes: boolean) {
    return (
      request: Request,
      response: Response,
      next: (error: unknown) => void,
    ): void => {
      this.#answer(request, response, handler, changes).catch(next);
    };
  }

  async #answer(
    request: Request,
    response: Response,
    handler: ApiHandler,
    changes: boolean,
  ): Promise<void> {
    const { accounts, rateLimiter } = this.#context;
    const actor = readActor(accounts, request.get('authorization'));
    const client = actor?.login ?? '';
    const rate = rateLimiter.take(client);
    response.set(rateLimitHeaders(rate));
    if (actor) {
      response.set('X-OAuth-Scopes', 'admin:org, delete_repo, repo, workflow');
    }
    if (rate.exceeded) {
      throw new GitHubError(
        403,
        `API rate limit exceeded for ${client || 'anonymous'}.`,
      );
    }
    const wrapped = new ApiRequest(request, this.#context, actor);
    if (changes) {
      wrapped.account();
    }
    const status = sendAnswer(request, response, await handler(wrapped));
    if (status === 304) {
      rateLimiter.giveBack(client);
    }
  }
}
