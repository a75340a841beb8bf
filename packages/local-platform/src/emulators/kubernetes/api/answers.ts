import type { ServerResponse } from 'node:http';
import { KubernetesError, PageNotFound } from './KubernetesError';

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  body: object,
  status = 200,
): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(`${JSON.stringify(body)}\n`);
}

/** Answers as the real server does to what went wrong; a fault of our own is told apart. */
export function sendError(
  response: ServerResponse,
  error: unknown,
  onFault: (error: unknown) => void,
): void {
  if (response.headersSent) {
    response.destroy();
  } else if (error instanceof KubernetesError) {
    sendJson(response, error, error.code);
  } else if (error instanceof PageNotFound) {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' });
    response.end('404 page not found\n');
  } else {
    onFault(error);
    const fault = new KubernetesError(
      500,
      'InternalError',
      'Internal error occurred: the emulator failed; its log says why',
    );
    sendJson(response, fault, fault.code);
  }
}
