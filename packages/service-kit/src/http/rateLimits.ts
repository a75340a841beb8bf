import { isIPv4, isIPv6 } from 'node:net';
import type { Request, Response } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import { blockList, type ServiceConfig } from '../config/serviceSettings';
import { RateLimitError } from '../errors/ServiceError';
import { WindowCounter } from './WindowCounter';

type Limits = Pick<
  ServiceConfig,
  'RATE_LIMIT' | 'RATE_LIMIT_WINDOW_SECONDS' | 'RATE_LIMIT_ALLOW'
>;

/** Counts a request, says on the answer what is left, and throws above the limit. */
type Limit = (key: string, response: Response) => void;

// A household or a server gets a whole /64, so its addresses count as one.
const IPV6_PREFIX = 64;
const LONGEST_ACCOUNT = 200;

/** Limits requests by the address they come from. */
export function addressLimit(limits: Limits) {
  const allowed = blockList(limits.RATE_LIMIT_ALLOW);
  const anyAllowed = limits.RATE_LIMIT_ALLOW.length > 0;
  const count = limiter(limits);
  return (request: Request, response: Response): void => {
    const address = addressOf(request);
    if (anyAllowed && allowed.check(address, familyOf(address))) return;
    count(keyOf(address), response);
  };
}

/** The address that a request is counted for: a whole /64 of IPv6 is one. */
export function callerAddress(request: Request): string {
  return keyOf(addressOf(request));
}

/** Limits requests by the account they are for; without one it counts nothing. */
export function accountLimit(limits: Limits) {
  const count = limiter(limits);
  return (account: string | undefined, response: Response): void => {
    if (account) count(account.slice(0, LONGEST_ACCOUNT), response);
  };
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}

function keyOf(address: string): string {
  return isIPv4(address) ? address : ipKeyGenerator(address, IPV6_PREFIX);
}

function addressOf(request: Request): string {
  // Only this header can name another address than that of the connection.
  const address =
    request.headers['x-forwarded-for'] === undefined
      ? request.socket.remoteAddress
      : request.ip;
  // The socket may have closed in between: then all such requests are one.
  return address ?? '0.0.0.0';
}

/** The headers are those of draft 7 of the IETF's RateLimit header fields. */
function limiter(limits: Limits): Limit {
  const { RATE_LIMIT: limit, RATE_LIMIT_WINDOW_SECONDS: seconds } = limits;
  const counter = WindowCounter.create({ windowMs: seconds * 1000 });
  const policy = `${limit};w=${seconds}`;
  return (key, response) => {
    const now = performance.now();
    const { count, endsAtMs } = counter.count(key, now);
    const reset = Math.max(1, Math.ceil((endsAtMs - now) / 1000));
    const remaining = Math.max(0, limit - count);
    response.setHeader('RateLimit-Policy', policy);
    response.setHeader(
      'RateLimit',
      `limit=${limit}, remaining=${remaining}, reset=${reset}`,
    );
    if (count > limit) throw new RateLimitError(reset);
  };
}
