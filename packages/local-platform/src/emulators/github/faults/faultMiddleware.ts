import { setTimeout as sleep } from 'node:timers/promises';
import { RequestHandler, Response } from 'express';
import { GitHubError } from '../http/GitHubError';
import { Fault, FaultInjector } from './FaultInjector';

const MESSAGES: Readonly<Record<number, string>> = {
  401: 'Bad credentials',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Server Error',
  503: 'Service Unavailable',
};

/** Lets requests meet the faults that were asked for. */
export function faultMiddleware(faults: FaultInjector): RequestHandler {
  return (request, response, next) => {
    const path = request.path.replace(/^\/api\/v3(?=\/)/, '');
    const taken = faults.takeForRequest(request.method, path);
    meet(taken, response).then(
      goesOn => goesOn && next(),
      error => next(error),
    );
  };
}

/** Whether the request goes on after its faults. */
async function meet(
  faults: readonly Fault[],
  response: Response,
): Promise<boolean> {
  for (const fault of faults) {
    const refusal = refusalFor(fault);
    if (refusal) {
      throw refusal;
    }
    if (fault.kind === 'delay') {
      await sleep(fault.delayMs);
    }
    if (fault.kind === 'truncate') {
      truncate(response);
    }
    if (fault.kind === 'hang-up') {
      response.destroy();
      return false;
    }
  }
  return true;
}

/** The answer of a fault that is one. */
function refusalFor(fault: Fault): GitHubError | undefined {
  switch (fault.kind) {
    case 'secondary-limit':
      return new GitHubError(
        403,
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
        { headers: retryAfter(fault.retryAfterSeconds) },
      );
    case 'rate-limit':
      return new GitHubError(403, 'API rate limit exceeded for portico.', {
        headers: {
          'X-RateLimit-Remaining': '0',
          'X-RateLimit-Reset': String(
            Math.ceil(Date.now() / 1000) + fault.resetSeconds,
          ),
        },
      });
    case 'status':
      return new GitHubError(fault.status, MESSAGES[fault.status], {
        headers: retryAfter(fault.retryAfterSeconds),
      });
    default:
      return undefined;
  }
}

function retryAfter(seconds: number | undefined): Record<string, string> {
  return seconds === undefined ? {} : { 'Retry-After': String(seconds) };
}

/** Breaks the connection after half of the first piece of the answer's body. */
function truncate(response: Response): void {
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  const half = (chunk: unknown): boolean => {
    if (!Buffer.isBuffer(chunk) && typeof chunk !== 'string') {
      return false;
    }
    const bytes = Buffer.from(chunk as string);
    write(bytes.subarray(0, Math.floor(bytes.length / 2)), () =>
      response.destroy(),
    );
    return true;
  };
  response.write = (chunk: unknown) => half(chunk);
  response.end = (chunk?: unknown) => {
    if (!half(chunk)) {
      end();
    }
    return response;
  };
}
