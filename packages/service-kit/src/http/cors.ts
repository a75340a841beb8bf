import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers browsers of the listed origins only, by exact match; `null` and look-alikes get no header. Says whether that was all that was asked. */
export function cors(origins: readonly string[]) {
  const allowed = new Set(origins);
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    response.setHeader('Vary', 'Origin');
    const { origin } = request.headers;
    const known = origin !== undefined && allowed.has(origin);
    if (known) {
      setHeaders(response, {
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Credentials': 'true',
        'Access-Control-Expose-Headers': 'X-Request-Id, Retry-After',
      });
    }
    const preflight =
      request.method === 'OPTIONS' &&
      request.headers['access-control-request-method'] !== undefined;
    if (!preflight) return false;
    if (known) {
      setHeaders(response, {
        'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
        'Access-Control-Allow-Headers':
          'Authorization, Content-Type, Idempotency-Key, Traceparent',
        'Access-Control-Max-Age': '600',
      });
    }
    response.writeHead(204).end();
    return true;
  };
}

function setHeaders(
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
): void {
  for (const [name, value] of Object.entries(headers)) {
    response.setHeader(name, value);
  }
}
