import { connect as connectPlain } from 'node:net';
import { addAbortSignal } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { readGivenAddress } from '../platform/givenAddress';
import { LauncherError, messageOf } from '../terminal/LauncherError';

const TIMEOUT_MS = 5_000;
const DEFAULT_PORT = 6379;

/** Where a Redis is, without its password. */
export function describeRedis(url: string): string {
  return readRedisUrl(url).host;
}

/** Asks it once, as whom the address says; throws with the reason when it does not answer. */
export async function askRedis(url: string): Promise<void> {
  const address = readRedisUrl(url);
  const user = decodeURIComponent(address.username);
  const password = decodeURIComponent(address.password);
  const commands = [
    ...(password ? [['AUTH', ...(user ? [user] : []), password]] : []),
    ['PING'],
  ];
  let answer: string;
  try {
    answer = await exchange(address, commands);
  } catch (error) {
    throw new LauncherError(`it does not answer: ${messageOf(error)}`);
  }
  const refused = answer.split('\r\n').find(line => line.startsWith('-'));
  if (refused) {
    throw new LauncherError(`it refuses: ${refused.slice(1)}`);
  }
}

function readRedisUrl(url: string): URL {
  return readGivenAddress(url, {
    variable: 'REDIS_URL',
    protocols: ['redis', 'rediss'],
    example: 'redis://user:password@host:6379',
    otherwise: 'the redis-server of this machine',
  });
}

/** Sends commands, and answers with one line for each; these answer with no more. */
async function exchange(
  address: URL,
  commands: readonly string[][],
): Promise<string> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const host = address.hostname.replace(/^\[|\]$/g, '');
  const port = Number(address.port || DEFAULT_PORT);
  const socket =
    address.protocol === 'rediss:'
      ? connectTls({ host, port, servername: host })
      : connectPlain({ host, port });
  addAbortSignal(signal, socket);
  try {
    socket.write(commands.map(encode).join(''));
    let answer = '';
    for await (const chunk of socket) {
      answer += chunk;
      if (answer.split('\r\n').length > commands.length) return answer;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new Error(`nothing came within ${TIMEOUT_MS / 1000} s`);
  } finally {
    socket.destroy();
  }
  throw new Error('it closed the connection');
}

/** A command in the protocol of Redis: https://redis.io/docs/latest/develop/reference/protocol-spec/ */
function encode(words: readonly string[]): string {
  const parts = words.map(word => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
  return `*${words.length}\r\n${parts.join('')}`;
}
