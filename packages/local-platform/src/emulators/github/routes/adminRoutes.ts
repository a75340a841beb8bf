import express, { Request, RequestHandler, Router } from 'express';
import { ZodError } from 'zod/v4';
import { EmulatorContext } from '../context';
import { GitHubError, requiresAuthentication } from '../http/GitHubError';
import { readActor } from '../http/readActor';
import { STYLE } from '../web/page';

/** What tests and the launcher ask of the emulator itself. */
export function adminRouter(context: EmulatorContext): Router {
  const router = Router();
  router.get('/health', (_request, response) => {
    response.json({ status: 'ok', emulates: 'github' });
  });
  router.get('/style.css', (_request, response) => {
    response.type('text/css').end(STYLE);
  });
  router.use(requireToken(context));
  router.get('/faults', (_request, response) => {
    response.json({ items: context.faults.list() });
  });
  router.post(
    '/faults',
    express.json({ limit: '100kb', type: () => true }),
    (request, response) => {
      response.status(201).json(addFault(context, request));
    },
  );
  router.delete('/faults', (_request, response) => {
    context.faults.clear();
    response.status(204).end();
  });
  router.get('/deliveries', (_request, response) => {
    response.json({ items: context.deliveries.list() });
  });
  return router;
}

function requireToken({ accounts }: EmulatorContext): RequestHandler {
  return (request, _response, next) => {
    if (!readActor(accounts, request.get('authorization'))) {
      throw requiresAuthentication();
    }
    next();
  };
}

function addFault({ faults }: EmulatorContext, request: Request) {
  try {
    return faults.add(request.body);
  } catch (error) {
    if (error instanceof ZodError) {
      const problems = error.issues.map(
        ({ path, message }) => `${path.join('.') || 'body'}: ${message}`,
      );
      throw new GitHubError(422, `Not a fault: ${problems.join('; ')}`);
    }
    throw error;
  }
}
