import { setTimeout as delay } from 'node:timers/promises';
import { isError } from '@backstage/errors';
import { GitHostError } from './GitHostError';
import { readBounded } from './readBounded';
import { requestedPauseMs } from './requestedPauseMs';

/** Limits of the traffic with the Git host. */
export interface GithubFetchOptions {
  timeoutMs?: number;
  maxBytes?: number;
  /** How often one request is sent at most. */
  attempts?: number;
  /** The longest pause that is waited for; a longer one is told to the caller. */
  maxPauseMs?: number;
  sleep?: (ms: number) => Promise<unknown>;
  now?: () => number;
  random?: () => number;
}

const DEFAULTS = {
  timeoutMs: 10_000,
  maxBytes: 4 * 1024 * 1024,
  attempts: 3,
  maxPauseMs: 5_000,
  sleep: (ms: number) => delay(ms),
  now: Date.now,
  random: Math.random,
};

const FIRST_PAUSE_MS = 250;
/** The pause after a limit that names none; what GitHub's own words ask for. */
const NO_WORD_PAUSE_MS = 60_000;
const RETRIED = new Set([408, 429, 500, 502, 503, 504]);

function isRateLimit(response: Response, pause: number | undefined): boolean {
  return (
    response.status === 429 || (response.status === 403 && pause !== undefined)
  );
}

function rateLimited(status: number, pause: number, now: number): GitHostError {
  const retryAt = new Date(now + pause);
  return new GitHostError(
    'rate-limited',
    `The Git host asks to wait until ${retryAt.toISOString()}`,
    { status, retryAt },
  );
}

/** The answer with its whole body in memory, so that a slow or endless body fails here. */
async function sendOnce(
  input: Parameters<typeof fetch>[0],
  init: RequestInit | undefined,
  limits: { timeoutMs: number; maxBytes: number },
): Promise<Response> {
  const response = await fetch(input, {
    ...init,
    // A redirect could lead anywhere, with the token; GitHub sends them for renamed repositories.
    redirect: 'manual',
    signal: AbortSignal.timeout(limits.timeoutMs),
  });
  if (
    response.status >= 300 &&
    response.status < 400 &&
    response.status !== 304
  ) {
    await response.body?.cancel();
    throw new GitHostError(
      'not-found',
      'The Git host says that the repository has moved; set environments.repository to its new place',
      { status: response.status },
    );
  }
  const body = await readBounded(response, limits.maxBytes);
  const { status, statusText, headers } = response;
  const bodyless = status === 204 || status === 205 || status === 304;
  return new Response(bodyless ? null : body, { status, statusText, headers });
}

function unreachable(error: unknown, timeoutMs: number): GitHostError {
  const timedOut = isError(error) && error.name === 'TimeoutError';
  const why = timedOut
    ? `did not answer within ${timeoutMs / 1000} s`
    : `cannot be reached: ${reasonOf(error)}`;
  return new GitHostError('unreachable', `The Git host ${why}`, {
    cause: error,
  });
}

/** What fetch hides in the cause of its error, such as "connect ECONNREFUSED". */
function reasonOf(error: unknown): string {
  const inner = isError(error) && isError(error.cause) ? error.cause : error;
  if (!isError(inner)) return String(inner);
  return inner.message || String(inner.code ?? inner.name);
}

/**
 * A `fetch` for the Git host: bounded in time and size, without redirects, and
 * the only layer that tries again. Every request may be repeated, because the
 * callers look up what is there before and after they make something.
 */
export function createGithubFetch(
  options: GithubFetchOptions = {},
): typeof fetch {
  const limits = { ...DEFAULTS, ...options };
  const backOff = (attempt: number) =>
    FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + limits.random() / 2);

  // Who is asked to wait waits for all: a webhook or a person is no reason to
  // ask again before, which GitHub answers with longer pauses.
  let pausedUntil = 0;

  return async (input, init) => {
    const rest = pausedUntil - limits.now();
    if (rest > limits.maxPauseMs) throw rateLimited(403, rest, limits.now());
    if (rest > 0) await limits.sleep(rest);
    for (let attempt = 1; ; attempt += 1) {
      const last = attempt >= limits.attempts;
      let pause: number | undefined;
      try {
        const response = await sendOnce(input, init, limits);
        pause = requestedPauseMs(response.headers, limits.now());
        const limited = isRateLimit(response, pause);
        if (limited) pausedUntil = limits.now() + (pause ?? NO_WORD_PAUSE_MS);
        if (!limited && !RETRIED.has(response.status)) return response;
        if (limited && (last || (pause ?? 0) > limits.maxPauseMs)) {
          throw rateLimited(
            response.status,
            pause ?? NO_WORD_PAUSE_MS,
            limits.now(),
          );
        }
        if (last || (pause ?? 0) > limits.maxPauseMs) return response;
      } catch (error) {
        if (error instanceof GitHostError) throw error;
        if (last) throw unreachable(error, limits.timeoutMs);
      }
      await limits.sleep(pause ?? backOff(attempt));
    }
  };
}
