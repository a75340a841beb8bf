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

// A property costs every request less than an entry of a WeakMap.
const CONTEXT = Symbol('context');

interface Carrier extends Request {
  [CONTEXT]?: RequestContext;
}

/** Remembers the context of a request for as long as the request lives. */
export function setContext(request: Carrier, context: RequestContext): void {
  request[CONTEXT] = context;
}

/** The context of a request that came in through the kit's server. */
export function contextOf(request: Carrier): RequestContext {
  const context = request[CONTEXT];
  if (!context) throw new Error('This request has no context');
  return context;
}
