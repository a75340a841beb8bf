import { isIPv6 } from 'node:net';
import express, { type Express, type RequestHandler } from 'express';
import { blockList } from '../config/serviceSettings';
import {
  BadRequestError,
  ForbiddenError,
  NotFoundError,
} from '../errors/ServiceError';
import { problemHandler } from '../errors/problem';
import { jsonBody } from '../http/jsonBody';
import { startContext } from '../http/observe';
import type { Log } from '../log/createLog';
import { faultSchema, type Faults } from './Faults';

const BODY_LIMIT_BYTES = 1024;
const LOOPBACK_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;
const LOOPBACK = blockList(['127.0.0.0/8', '::1']);

/** Whether a connection comes from this machine; what its headers say proves nothing. */
function isHere(address: string | undefined): boolean {
  if (address === undefined) return false;
  return LOOPBACK.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** Only programs on this machine may ask: a page in a browser sends an origin, or a host name of its own. */
const refuseOthers: RequestHandler = (request, _response, next) => {
  const here =
    isHere(request.socket.remoteAddress) &&
    LOOPBACK_HOST.test(request.get('host') ?? '');
  if (!here || request.get('origin') !== undefined) {
    throw new ForbiddenError('Ask from this machine, without a browser.');
  }
  next();
};

/** Makes the side of a service that switches faults; `crash` is what ends the process. */
export function createAdminApp(options: {
  log: Log;
  faults: Faults;
  crash(): void;
}): Express {
  const { log, faults, crash } = options;
  const app = express();
  app.disable('x-powered-by');
  const readBody = jsonBody(BODY_LIMIT_BYTES);
  app.use(startContext(log), refuseOthers, async (request, response, next) => {
    await readBody(request, response);
    next();
  });
  app.get('/fault', (_request, response) => {
    response.json(faults.fault);
  });
  app.put('/fault', (request, response) => {
    const asked = faultSchema.safeParse(request.body);
    if (!asked.success) {
      throw new BadRequestError(
        'Send {"fault": "off"}, or slow with delayMs up to 60000, errors with a ratio up to 1, or crash.',
      );
    }
    log.warn(asked.data, 'A fault is switched');
    if (asked.data.fault === 'crash') {
      // The line above would be lost with the process. A flush that comes while the log is
      // being written ends with that write, and the second one writes what came since.
      response.once('close', () => log.flush(() => log.flush(() => crash())));
    } else {
      faults.set(asked.data);
    }
    response.json(asked.data);
  });
  app.use(() => {
    throw new NotFoundError('There is nothing here.');
  });
  app.use(problemHandler);
  return app;
}
