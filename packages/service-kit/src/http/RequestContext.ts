import type { Request } from 'express';
import type { Principal } from '../auth/TokenVerifier';
import type { Log } from '../log/createLog';
import type { TraceContext } from '../log/traceContext';

/** What the kit knows of a request under way. */
export interface RequestContext extends TraceContext {
  requestId: string;
  log: Log;
  /** Who asks; absent on public routes. */
  principal?: Principal;
  /** The account that the request is limited by. */
  account?: string;
  /** The template of the route that answers. */
  route?: string;
  /** Whether the service failed after its answer had begun. */
  failed?: boolean;
}

const contexts = new WeakMap<Request, RequestContext>();

/** Remembers the context of a request for as long as the request lives. */
export function setContext(request: Request, context: RequestContext): void {
  contexts.set(request, context);
}

/** The context of a request that came in through the kit's server. */
export function contextOf(request: Request): RequestContext {
  const context = contexts.get(request);
  if (!context) throw new Error('This request has no context');
  return context;
}
