import { Request } from 'express';
import { z } from 'zod/v4';
import { EmulatorContext } from '../context';
import { Account } from '../store/Accounts';
import { HostedRepository } from '../store/HostedRepository';
import { GitHubError, notFound, requiresAuthentication } from './GitHubError';
import { Media, readMedia } from './mediaType';
import { Page, readPage } from './pagination';

/** A request of the REST API, with what routes ask of it. */
export class ApiRequest {
  readonly #request: Request;
  readonly #context: EmulatorContext;
  /** Whose token it bears. */
  readonly actor: Account | undefined;
  readonly query: URLSearchParams;
  /** The address as the client knows it. */
  readonly url: string;

  constructor(
    request: Request,
    context: EmulatorContext,
    actor: Account | undefined,
  ) {
    this.#request = request;
    this.#context = context;
    this.actor = actor;
    const url = new URL(request.originalUrl, context.urls.base);
    this.query = url.searchParams;
    this.url = url.toString();
  }

  /** A named part of the path, decoded. */
  param(name: string): string {
    return this.#request.params[name] ?? '';
  }

  /** What a `*` of the path stands for, decoded. */
  get rest(): string {
    return this.param('0');
  }

  get media(): Media {
    return readMedia(this.#request.get('accept'));
  }

  get page(): Page {
    return readPage(this.query);
  }

  /** Who asks; 401 without a token. */
  account(): Account {
    if (!this.actor) {
      throw requiresAuthentication();
    }
    return this.actor;
  }

  /** The repository that the path names; 404 where it isn't, or isn't theirs to see. */
  repository(): HostedRepository {
    const repository = this.#context.host.find(
      this.param('owner'),
      this.param('repo'),
    );
    if (!repository || (repository.state.private && !this.actor)) {
      throw notFound();
    }
    return repository;
  }

  /** The body by its schema; 422 as GitHub answers it. */
  body<T>(schema: z.ZodType<T>): T {
    const result = schema.safeParse(this.#request.body ?? {});
    if (result.success) {
      return result.data;
    }
    const issues = result.error.issues.map(({ path, message }) => ({
      field: path.join('.') || 'body',
      message,
    }));
    throw new GitHubError(
      422,
      `Invalid request.\n\n${issues
        .map(({ field, message }) => `${field}: ${message}`)
        .join('\n')}`,
      {
        errors: issues.map(issue => ({
          resource: 'Request',
          code: 'invalid',
          ...issue,
        })),
      },
    );
  }
}
