import { z } from 'zod/v4';
import { readGivenAddress } from '../platform/givenAddress';
import { LauncherError, messageOf } from '../terminal/LauncherError';

const TIMEOUT_MS = 5_000;

const answerSchema = z.object({ status: z.literal('success') });

/** Where a Prometheus is, without its password. */
export function describePrometheus(url: string): string {
  return readPrometheusUrl(url).host;
}

/** Asks it once for a number; throws with the reason when it does not answer. */
export async function askPrometheus(url: string): Promise<void> {
  const address = readPrometheusUrl(url);
  const { username, password } = address;
  // fetch takes no address with a password in it.
  address.username = '';
  address.password = '';
  address.pathname = `${address.pathname.replace(/\/$/, '')}/api/v1/query`;
  address.searchParams.set('query', '1');
  const response = await fetch(address, {
    headers: username ? { authorization: basic(username, password) } : {},
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((error: { cause?: unknown }) => {
    const why = messageOf(error.cause ?? error);
    throw new LauncherError(`it does not answer: ${why}`);
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new LauncherError(`it answered ${response.status}`);
  }
  const answer = await response.json().catch(() => undefined);
  if (!answerSchema.safeParse(answer).success) {
    throw new LauncherError('it does not answer as Prometheus does');
  }
}

function basic(username: string, password: string): string {
  const words = [username, password].map(decodeURIComponent).join(':');
  return `Basic ${Buffer.from(words).toString('base64')}`;
}

function readPrometheusUrl(url: string): URL {
  return readGivenAddress(url, {
    variable: 'PROMETHEUS_URL',
    protocols: ['http', 'https'],
    example: 'http://host:9090',
    otherwise: 'the Prometheus of this machine',
  });
}
