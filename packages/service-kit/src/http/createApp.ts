import express, { type Express, type Request, type Response } from 'express';
import type { TokenVerifier } from '../auth/TokenVerifier';
import type { ServiceConfig } from '../config/serviceSettings';
import { NotFoundError } from '../errors/ServiceError';
import { problemHandler } from '../errors/problem';
import type { Faults } from '../faults/Faults';
import type { Health } from '../health/Health';
import type { Log } from '../log/createLog';
import type { Metrics } from '../metrics/Metrics';
import { authenticate } from './authenticate';
import { cors } from './cors';
import { hasBody, jsonBody } from './jsonBody';
import { beginContext, observe } from './observe';
import { checkQuery, parseQuery } from './queryText';
import { accountLimit, addressLimit } from './rateLimits';
import type { RequestContext } from './RequestContext';
import type { Route } from './Route';
import { RouteTable } from './RouteTable';
import { setSecurityHeaders } from './securityHeaders';
import { json } from './sendJson';

/** What the public side of a service is made of. */
export interface AppOptions {
  config: ServiceConfig;
  log: Log;
  metrics: Metrics;
  health: Health;
  faults: Faults;
  routes: readonly Route[];
  tokens?: TokenVerifier;
}

type Answer = (
  request: Request,
  response: Response,
  context: RequestContext,
) => Promise<void>;

const VERSIONED = /^\/v1(?:\/|$)/i;

/** Makes the public side: health first, then everything that protects, then the routes. Express has one function to call, since each one costs every request. */
export function createApp(options: AppOptions): Express {
  const { config, log, health } = options;
  const app = express();
  app.disable('etag');
  app.disable('x-powered-by');
  app.set('trust proxy', config.TRUST_PROXY);
  app.set('query parser', parseQuery);
  app.response.json = json;
  const probes = RouteTable.create(healthProbes(health));
  const answer = observedAnswer(options);
  app.use(async (request, response) => {
    const context = beginContext(log, request, response);
    setSecurityHeaders(response);
    const probe = probes.find(request.method, request.path);
    if (probe) await probe.entry.handle(response);
    else await answer(request, response, context);
  });
  app.use(problemHandler);
  return app;
}

function healthProbes(health: Health) {
  return [
    {
      method: 'get',
      path: '/health/liveness',
      handle: async (response: Response) => {
        response.json({ status: 'alive' });
      },
    },
    {
      method: 'get',
      path: '/health/readiness',
      handle: async (response: Response) => {
        const readiness = await health.readiness();
        const status = readiness.status === 'ready' ? 200 : 503;
        response.status(status).json(readiness);
      },
    },
  ];
}

/** Everything that stands before a route, in order. */
function observedAnswer(options: AppOptions): Answer {
  const { config, health, faults } = options;
  const routes = RouteTable.create(options.routes);
  const watch = observe(options);
  const answersPreflight = cors(config.CORS_ORIGINS);
  const limitAddress = addressLimit(config);
  const readBody = jsonBody(config.BODY_LIMIT_BYTES);
  const handle = routeAnswer(options);
  return async (request, response, context) => {
    watch(request, response);
    // Idle connections end with the answer, so that a caller opens its next one elsewhere.
    if (health.stopping) response.setHeader('Connection', 'close');
    // A route is known before a limit refuses it, so that refusals count for it.
    const found = routes.find(request.method, request.path);
    context.route = found?.entry.path;
    if (faults.fault.fault !== 'off' && VERSIONED.test(request.path)) {
      await faults.apply(request, response, () => {});
    }
    if (answersPreflight(request, response)) return;
    limitAddress(request, response);
    checkQuery(request);
    if (hasBody(request)) await readBody(request, response);
    if (!found) throw new NotFoundError('There is nothing here.');
    request.params = found.params();
    await handle(found.entry, request, response, context);
  };
}

/** Signs the caller in where the route needs it, counts for the account, and lets the route answer. */
function routeAnswer(options: AppOptions) {
  const { tokens, config, routes } = options;
  for (const { path, access } of routes) {
    if (access === 'public' || tokens) continue;
    throw new Error(
      `${path} is for signed-in callers, and nothing verifies tokens: give 'tokens', or say access: 'public'`,
    );
  }
  // One count for an account, whichever routes it uses.
  const limitAccount = accountLimit(config);
  return async (
    route: Route,
    request: Request,
    response: Response,
    context: RequestContext,
  ): Promise<void> => {
    if (route.access !== 'public') {
      await authenticate(tokens, request, context);
    }
    const account = route.account?.(request);
    context.account = isName(account) ? account : context.principal?.subject;
    limitAccount(context.account, response);
    await route.handle(request, response, context);
  };
}

/** What a body says may be anything: every object would count as one account. */
function isName(account: unknown): account is string {
  return typeof account === 'string' && account.trim() !== '';
}
