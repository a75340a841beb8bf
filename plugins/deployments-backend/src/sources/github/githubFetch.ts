import { isError } from '@backstage/errors';
import { readBounded, TooLargeError } from '../readBounded';
import { GithubError } from './GithubError';
import { requestedPauseMs } from './requestedPauseMs';

/** Limits of the traffic with a Git host. */
export interface GithubFetchOptions {
  host: string;
  timeoutMs: number;
  maxBytes: number;
  now: () => number;
}

/** The pause after a limit that names none; what GitHub's own words ask for. */
const NO_WORD_PAUSE_MS = 60_000;

/** Quotas end in a 403, too: then a pause is named, or a limit. */
function isLimit(status: number, pause: number | null, text: string): boolean {
  return (
    status === 429 ||
    (status === 403 && (pause !== null || /rate limit|abuse/i.test(text)))
  );
}

function limited({ host, now }: GithubFetchOptions, pause: number | null) {
  const retryAt = new Date(now() + (pause ?? NO_WORD_PAUSE_MS));
  return new GithubError(
    'rate-limited',
    `${host} asks to wait until ${retryAt.toISOString().slice(0, 19)}Z.`,
    { retryAt },
  );
}

/** What fetch hides in the cause of its error, such as "connect ECONNREFUSED". */
function unreachable({ host }: GithubFetchOptions, error: unknown) {
  const inner = isError(error) && isError(error.cause) ? error.cause : error;
  const words = isError(inner)
    ? inner.message || String(inner.code ?? inner.name)
    : String(inner);
  return new GithubError(
    'unreachable',
    `${host} cannot be reached: ${words}.`,
    {
      cause: error,
    },
  );
}

/**
 * A `fetch` for a Git host: bounded in time and size, and without redirects. It tries nothing
 * again, since the next round does; who is asked to wait is told until when.
 */
export function createGithubFetch(options: GithubFetchOptions): typeof fetch {
  const { host, timeoutMs, maxBytes, now } = options;
  return async (input, init) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const signals = init?.signal ? [timeout, init.signal] : [timeout];
    try {
      const response = await fetch(input, {
        ...init,
        // A redirect could lead anywhere, with the token.
        redirect: 'manual',
        signal: AbortSignal.any(signals),
      });
      const body = await readBounded(response, maxBytes);
      const { status, statusText, headers } = response;
      const pause = requestedPauseMs(headers, now());
      if (
        isLimit(status, pause, Buffer.from(body).toString('utf8', 0, 2_000))
      ) {
        throw limited(options, pause);
      }
      const isBodyless = status === 204 || status === 205 || status === 304;
      return new Response(isBodyless ? null : body, {
        status,
        statusText,
        headers,
      });
    } catch (error) {
      if (error instanceof GithubError) {
        throw error;
      }
      if (error instanceof TooLargeError) {
        throw new GithubError(
          'too-large',
          `An answer of ${host} is larger than what is read of one.`,
        );
      }
      throw timeout.aborted
        ? new GithubError(
            'timeout',
            `${host} did not answer within ${timeoutMs / 1_000} s.`,
          )
        : unreachable(options, error);
    }
  };
}
