import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
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
import { jsonBody } from './jsonBody';
import { observe, startContext } from './observe';
import { checkQuery, parseQuery } from './queryText';
import { accountLimit, addressLimit } from './rateLimits';
import { contextOf } from './RequestContext';
import type { Route } from './Route';

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

const YEAR_SECONDS = 31_536_000;

const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'self'"],
      'frame-ancestors': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'self'"],
    },
  },
  strictTransportSecurity: {
    maxAge: YEAR_SECONDS,
    includeSubDomains: true,
    preload: true,
  },
});

/** Makes the public side: health first, then everything that protects, then the routes. */
export function createApp(options: AppOptions): Express {
  const { config, log, metrics, health } = options;
  const app = express();
  app.disable('etag');
  app.set('trust proxy', config.TRUST_PROXY);
  app.set('query parser', parseQuery);
  app.use(startContext(log), securityHeaders);
  app.get('/health/liveness', (_request, response) => {
    response.json({ status: 'alive' });
  });
  app.get('/health/readiness', async (_request, response) => {
    const readiness = await health.readiness();
    response.status(readiness.status === 'ready' ? 200 : 503).json(readiness);
  });
  app.use(observe(metrics), closeWhenStopping(health));
  // A route is known before a limit refuses it, so that refusals count for it.
  for (const { method, path } of options.routes) {
    app[method](path, nameRoute(path));
  }
  app.use('/v1', options.faults.apply);
  app.use(
    cors(config.CORS_ORIGINS),
    addressLimit(config),
    checkQuery,
    ...jsonBody(config.BODY_LIMIT_BYTES),
  );
  addRoutes(app, options);
  app.use(() => {
    throw new NotFoundError('There is nothing here.');
  });
  app.use(problemHandler);
  return app;
}

function nameRoute(path: string): RequestHandler {
  return (request, _response, next) => {
    contextOf(request).route ??= path;
    next();
  };
}

/** Idle connections end with the answer, so that a caller opens its next one elsewhere. */
function closeWhenStopping(health: Health): RequestHandler {
  return (_request, response, next) => {
    if (health.stopping) response.set('Connection', 'close');
    next();
  };
}

function addRoutes(app: Express, options: AppOptions): void {
  // One count for an account, whichever routes it uses.
  const limit = accountLimit(
    options.config,
    request => contextOf(request).account,
  );
  for (const route of options.routes) {
    app[route.method](
      route.path,
      ...signIn(route, options.tokens),
      nameAccount(route),
      limit,
      async (request, response) => {
        await route.handle(request, response, contextOf(request));
      },
    );
  }
}

function signIn(
  route: Route,
  tokens: TokenVerifier | undefined,
): RequestHandler[] {
  if (route.access === 'public') return [];
  if (tokens) return [authenticate(tokens)];
  throw new Error(
    `${route.path} is for signed-in callers, and nothing verifies tokens: give 'tokens', or say access: 'public'`,
  );
}

function nameAccount(route: Route): RequestHandler {
  return (request, _response, next) => {
    const context = contextOf(request);
    const account = route.account?.(request);
    context.account = isName(account) ? account : context.principal?.subject;
    next();
  };
}

/** What a body says may be anything: every object would count as one account. */
function isName(account: unknown): account is string {
  return typeof account === 'string' && account.trim() !== '';
}
