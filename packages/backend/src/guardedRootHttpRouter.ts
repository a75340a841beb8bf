import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { NotAllowedError } from '@backstage/errors';

/**
 * The controls of scheduled work: the framework gives them to everybody who is
 * signed in and to every machine, whatever its permissions. No page uses them.
 */
const CLOSED = '/api/:plugin/.backstage/scheduler';

/** The framework's router, without the controls that no permission guards. */
export const guardedRootHttpRouter = rootHttpRouterServiceFactory({
  configure({ app, middleware, applyDefaults }) {
    app.use(
      CLOSED,
      middleware.helmet(),
      middleware.logging(),
      (_request, _response, next) =>
        next(new NotAllowedError('Scheduled work is not controlled over HTTP')),
    );
    applyDefaults();
  },
});
