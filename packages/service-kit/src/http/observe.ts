import type { Request, RequestHandler, Response } from 'express';
import { trustedLog, type Log } from '../log/createLog';
import {
  continueTrace,
  requestIdFrom,
  type TraceContext,
} from '../log/traceContext';
import { UNMATCHED, type Metrics } from '../metrics/Metrics';
import { contextOf, setContext, type RequestContext } from './RequestContext';

/** Makes the log of a request when something is logged: most requests log nothing of their own. */
class Context implements RequestContext {
  readonly requestId: string;
  readonly #trace: TraceContext;
  readonly #serviceLog: Log;
  #log: Log | undefined;
  principal: RequestContext['principal'];
  account: RequestContext['account'];
  route: RequestContext['route'];
  failed: RequestContext['failed'];

  constructor(serviceLog: Log, requestId: string, trace: TraceContext) {
    this.requestId = requestId;
    this.#serviceLog = serviceLog;
    this.#trace = trace;
  }

  get traceId(): string {
    return this.#trace.traceId;
  }

  get traceparent(): string {
    return this.#trace.traceparent;
  }

  get log(): Log {
    const { requestId, traceId } = this;
    this.#log ??= this.#serviceLog.child({ requestId, traceId });
    return this.#log;
  }
}

/** Gives each request its id, its trace and its log. */
export function startContext(log: Log): RequestHandler {
  return (request, response, next) => {
    beginContext(log, request, response);
    next();
  };
}

/** Gives a request its id, its trace and its log. */
export function beginContext(
  log: Log,
  request: Request,
  response: Response,
): RequestContext {
  const requestId = requestIdFrom(request.headers['x-request-id']);
  const trace = continueTrace(request.headers.traceparent);
  const context = new Context(log, requestId, trace);
  setContext(request, context);
  response.setHeader('X-Request-Id', requestId);
  return context;
}

/** Counts and logs each answer by the route's template; paths and queries may hold secrets. */
export function observe(options: { log: Log; metrics: Metrics }) {
  // The fields are made here, of what can hold no secret.
  const log = trustedLog(options.log);
  return (request: Request, response: Response): void => {
    const from = performance.now();
    response.on('close', () => {
      const context = contextOf(request);
      const answer = {
        requestId: context.requestId,
        traceId: context.traceId,
        method: request.method,
        route: context.route ?? UNMATCHED,
        statusCode: statusOf(response, context),
        seconds: (performance.now() - from) / 1000,
      };
      options.metrics.countRequest(answer);
      log.info(answer, 'answered');
    });
  };
}

function statusOf(response: Response, { failed }: RequestContext): number {
  // The status that was sent is a success, and the caller got half of it.
  if (failed) return 500;
  // 499 is what nginx calls a caller that went away.
  return response.writableFinished ? response.statusCode : 499;
}
