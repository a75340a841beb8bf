import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';

const YEAR_SECONDS = 31_536_000;

const protect = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'self'"],
      'frame-ancestors': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'self'"],
    },
  },
  strictTransportSecurity: {
    maxAge: YEAR_SECONDS,
    includeSubDomains: true,
    preload: true,
  },
});

/** What helmet says once; none of it depends on the request. */
function helmetHeaders(): Array<[string, string]> {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  protect(response.req, response, error => {
    if (error) throw error;
  });
  return Object.entries(response.getHeaders()).map(([name, value]) => [
    name,
    String(value),
  ]);
}

const HEADERS = helmetHeaders();

/** Puts helmet's headers on an answer. */
export function setSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of HEADERS) response.setHeader(name, value);
}
