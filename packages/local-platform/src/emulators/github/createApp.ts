import { randomUUID } from 'node:crypto';
import express, {
  ErrorRequestHandler,
  Express,
  Request,
  RequestHandler,
  Response,
} from 'express';
import { EmulatorContext } from './context';
import { faultMiddleware } from './faults/faultMiddleware';
import { ApiRouter } from './http/ApiRouter';
import { GitHubError } from './http/GitHubError';
import { toGitHubError } from './http/toGitHubError';
import { registerAccountRoutes } from './routes/accountRoutes';
import { adminRouter } from './routes/adminRoutes';
import { archiveRouter, registerArchiveRoutes } from './routes/archiveRoutes';
import { registerBranchRoutes } from './routes/branchRoutes';
import { registerCommitRoutes } from './routes/commitRoutes';
import { registerContentRoutes } from './routes/contentRoutes';
import { registerGitObjectRoutes } from './routes/gitObjectRoutes';
import { gitRouter } from './routes/gitRoutes';
import { registerHookRoutes } from './routes/hookRoutes';
import { registerIssueRoutes } from './routes/issueRoutes';
import { registerPullActionRoutes } from './routes/pullActionRoutes';
import { registerPullRoutes } from './routes/pullRoutes';
import { registerRefRoutes } from './routes/refRoutes';
import { registerRepositoryRoutes } from './routes/repositoryRoutes';
import { rawRouter, webRouter } from './routes/webRoutes';
import { markup } from './web/html';
import { sendPage } from './web/page';

const MAX_BODY = '10mb';

/** First segments of paths that are the API's even without `/api/v3`. */
const BARE_API = /^\/(repos|user|users|orgs|rate_limit)(\/|$)/;

/** Every address that the emulator serves. */
export function createApp(
  context: EmulatorContext,
  hostNames: readonly string[],
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(refuseForeignHosts(hostNames), commonHeaders);
  app.use('/_emulator', adminRouter(context));
  app.use(faultMiddleware(context.faults));
  app.use(gitRouter(context));
  const api = apiRouter(context);
  app.use('/api/v3', api);
  app.use((request, response, next) =>
    BARE_API.test(request.path) ? api(request, response, next) : next(),
  );
  app.use('/api', notServed);
  app.use('/raw', rawRouter(context));
  app.use('/_codeload', archiveRouter(context));
  app.use(webRouter(context));
  app.use((_request, _response, next) =>
    next(new GitHubError(404, 'Not Found')),
  );
  app.use(errorHandler(context));
  return app;
}

function apiRouter(context: EmulatorContext): RequestHandler {
  const api = new ApiRouter(context);
  api.router.use(
    express.json({
      limit: MAX_BODY,
      inflate: false,
      // Clients leave the type out, and GitHub reads JSON whatever it says.
      type: () => true,
    }),
  );
  registerAccountRoutes(api, context);
  registerRepositoryRoutes(api, context);
  registerBranchRoutes(api, context);
  registerContentRoutes(api, context);
  registerArchiveRoutes(api, context);
  registerGitObjectRoutes(api, context);
  registerRefRoutes(api, context);
  registerCommitRoutes(api, context);
  registerPullRoutes(api, context);
  registerPullActionRoutes(api, context);
  registerIssueRoutes(api, context);
  registerHookRoutes(api, context);
  api.router.use(notServed);
  return api.router;
}

/** 404 would say that the thing isn't there; this says that we can't tell. */
function notServed(
  request: Request,
  _response: Response,
  next: (error: unknown) => void,
): void {
  const what = `${request.method} ${request.baseUrl}${request.path}`;
  next(new GitHubError(501, `Portico's GitHub emulator doesn't serve ${what}`));
}

/**
 * Reading needs no token, so a page of a foreign site must not read either: a
 * name that was bent to this machine's address is refused.
 */
function refuseForeignHosts(hostNames: readonly string[]): RequestHandler {
  const allowed = new Set(hostNames);
  return (request, _response, next) => {
    const name = URL.parse(`http://${request.get('host') ?? ''}`)?.hostname;
    if (name && allowed.has(name)) {
      next();
    } else {
      next(
        new GitHubError(
          403,
          `This emulator answers to ${hostNames.join(', ')} only`,
        ),
      );
    }
  };
}

function commonHeaders(
  _request: Request,
  response: Response,
  next: () => void,
): void {
  response.set({
    Server: 'github.com (emulated by Portico)',
    'X-GitHub-Request-Id': randomUUID(),
    'X-GitHub-Media-Type': 'github.v3; format=json',
    'X-GitHub-Enterprise-Version': '3.17.0',
    'X-Content-Type-Options': 'nosniff',
  });
  next();
}

function errorHandler(context: EmulatorContext): ErrorRequestHandler {
  return (error, request: Request, response: Response, _next) => {
    const known = toGitHubError(error);
    if (known.status >= 500 && !(error instanceof GitHubError)) {
      const stack = error instanceof Error ? error.stack : String(error);
      context.logger.warn(`${request.method} ${request.path} failed: ${stack}`);
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.set(known.headers);
    const wantsPage =
      known.status === 404 && request.accepts(['json', 'html']) === 'html';
    if (wantsPage) {
      sendPage(
        response,
        'Not found',
        markup`<h1>Not found</h1>
          <p>There is nothing at ${request.path} on this Git host.</p>`,
        404,
      );
    } else {
      response.status(known.status).json(known.toJSON());
    }
  };
}
