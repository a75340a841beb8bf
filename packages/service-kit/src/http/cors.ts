import type { RequestHandler } from 'express';

/** Answers browsers of the listed origins only, by exact match; `null` and look-alikes get no header. */
export function cors(origins: readonly string[]): RequestHandler {
  const allowed = new Set(origins);
  return (request, response, next) => {
    response.vary('Origin');
    const origin = request.get('origin');
    const known = origin !== undefined && allowed.has(origin);
    if (known) {
      response.set({
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Credentials': 'true',
        'Access-Control-Expose-Headers': 'X-Request-Id, Retry-After',
      });
    }
    const preflight =
      request.method === 'OPTIONS' &&
      request.get('access-control-request-method') !== undefined;
    if (!preflight) {
      next();
      return;
    }
    if (known) {
      response.set({
        'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
        'Access-Control-Allow-Headers':
          'Authorization, Content-Type, Idempotency-Key, Traceparent',
        'Access-Control-Max-Age': '600',
      });
    }
    response.status(204).end();
  };
}
