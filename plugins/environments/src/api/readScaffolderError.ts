import { isError, ResponseError } from '@backstage/errors';

/** How the scaffolder's client writes an answer that it did not want. */
const REFUSED = /^Backend request failed, (\d{3})[^{]*(\{.*\})?$/s;

/**
 * The scaffolder's client throws a line of text for a refused task; this reads the status
 * and the reason back out of it. Any other error stays as it is.
 */
export async function readScaffolderError(error: unknown): Promise<unknown> {
  const match = isError(error) ? REFUSED.exec(error.message) : null;
  if (!match) return error;
  const [, status, body = '{}'] = match;
  return ResponseError.fromResponse(
    new Response(body, {
      status: Number(status),
      headers: { 'Content-Type': 'application/json' },
    }),
  );
}
