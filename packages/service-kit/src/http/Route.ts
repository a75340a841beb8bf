import type { Request, Response } from 'express';
import type { RequestContext } from './RequestContext';

/** One thing that a service answers. */
export interface Route {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** The template, like `/v1/orders/:id`; metrics and logs carry it instead of the path. */
  path: `/v1/${string}`;
  /** Who may ask: signed-in callers, unless the route says that everybody may. */
  access?: 'signed-in' | 'public';
  /** The account that a request is limited by; the token's subject where this gives no text, or an empty one. */
  account?(request: Request): unknown;
  handle(
    request: Request,
    response: Response,
    context: RequestContext,
  ): unknown;
}
