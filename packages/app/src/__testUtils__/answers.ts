import { ResponseError } from '@backstage/errors';

/** A JSON answer as the backend sends it. */
export function jsonAnswer(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json' },
  });
}

/** An error as Backstage's backends word it. */
export function errorAnswer(status: number, message: string): Response {
  return jsonAnswer(
    {
      error: { name: 'Error', message },
      request: { method: 'GET', url: '/' },
      response: { statusCode: status },
    },
    status,
  );
}

/** The same error as a client of the backend throws it. */
export async function errorOfAnswer(status: number, message: string) {
  return ResponseError.fromResponse(errorAnswer(status, message));
}
