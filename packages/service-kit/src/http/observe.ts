import type { RequestHandler, Response } from 'express';
import type { Log } from '../log/createLog';
import { continueTrace, requestIdFrom } from '../log/traceContext';
import { UNMATCHED, type Metrics } from '../metrics/Metrics';
import { contextOf, setContext, type RequestContext } from './RequestContext';

/** Gives each request its id, its trace and its log. */
export function startContext(log: Log): RequestHandler {
  return (request, response, next) => {
    const requestId = requestIdFrom(request.get('x-request-id'));
    const trace = continueTrace(request.get('traceparent'));
    const requestLog = log.child({ requestId, traceId: trace.traceId });
    setContext(request, { ...trace, requestId, log: requestLog });
    response.set('X-Request-Id', requestId);
    next();
  };
}

/** Counts and logs each answer by the route's template; paths and queries may hold secrets. */
export function observe(metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const from = performance.now();
    response.once('close', () => {
      const context = contextOf(request);
      const { route = UNMATCHED, log } = context;
      const answer = {
        method: request.method,
        route,
        statusCode: statusOf(response, context),
        seconds: (performance.now() - from) / 1000,
      };
      metrics.countRequest(answer);
      log.info(answer, 'answered');
    });
    next();
  };
}

function statusOf(response: Response, { failed }: RequestContext): number {
  // The status that was sent is a success, and the caller got half of it.
  if (failed) return 500;
  // 499 is what nginx calls a caller that went away.
  return response.writableFinished ? response.statusCode : 499;
}
