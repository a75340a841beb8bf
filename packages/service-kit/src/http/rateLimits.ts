import { isIPv6 } from 'node:net';
import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { blockList, type ServiceConfig } from '../config/serviceSettings';
import { RateLimitError } from '../errors/ServiceError';

type Limits = Pick<
  ServiceConfig,
  'RATE_LIMIT' | 'RATE_LIMIT_WINDOW_SECONDS' | 'RATE_LIMIT_ALLOW'
>;

// A household or a server gets a whole /64, so its addresses count as one.
const IPV6_PREFIX = 64;

/** Limits requests by the address they come from. */
export function addressLimit(limits: Limits): RequestHandler {
  const allowed = blockList(limits.RATE_LIMIT_ALLOW);
  return limiter(limits, {
    key: callerAddress,
    skip: request => {
      const address = addressOf(request);
      return allowed.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
    },
  });
}

/** The address that a request is counted for: a whole /64 of IPv6 is one. */
export function callerAddress(request: Request): string {
  return ipKeyGenerator(addressOf(request), IPV6_PREFIX);
}

/** Limits requests by the account they are for; without one it counts nothing. */
export function accountLimit(
  limits: Limits,
  account: (request: Request) => string | undefined,
): RequestHandler {
  return limiter(limits, {
    key: request => `${account(request)}`.slice(0, 200),
    skip: request => !account(request),
  });
}

function addressOf(request: Request): string {
  // The socket may have closed in between: then all such requests are one.
  return request.ip ?? '0.0.0.0';
}

function limiter(
  limits: Limits,
  by: { key(request: Request): string; skip(request: Request): boolean },
): RequestHandler {
  return rateLimit({
    windowMs: limits.RATE_LIMIT_WINDOW_SECONDS * 1000,
    limit: limits.RATE_LIMIT,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    keyGenerator: by.key,
    skip: by.skip,
    // Keys are made by ipKeyGenerator, and TRUST_PROXY is checked at start.
    validate: false,
    handler: (_request, response, next) => {
      const seconds = Number(response.get('Retry-After'));
      next(new RateLimitError(seconds || limits.RATE_LIMIT_WINDOW_SECONDS));
    },
  });
}
