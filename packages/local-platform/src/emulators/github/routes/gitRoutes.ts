import { Request, Response, Router } from 'express';
import { EmulatorContext } from '../context';
import { runHttpBackend } from '../git/HttpBackend';
import { GitHubError } from '../http/GitHubError';
import { readActor } from '../http/readActor';
import { Account } from '../store/Accounts';
import { HostedRepository } from '../store/HostedRepository';
import { receivePush } from './receivePush';

const UPLOAD = 'git-upload-pack';
const RECEIVE = 'git-receive-pack';

/** Git itself: clone, fetch and push over smart HTTP, with or without `.git`. */
export function gitRouter(context: EmulatorContext): Router {
  const router = Router();
  const run =
    (handler: typeof advertise) =>
    (request: Request, response: Response, next: (error: unknown) => void) => {
      handler(context, request, response).catch(next);
    };
  router.get('/:owner/:repo/info/refs', run(advertise));
  router.post(`/:owner/:repo/${UPLOAD}`, run(upload));
  router.post(`/:owner/:repo/${RECEIVE}`, run(receive));
  return router;
}

async function advertise(
  context: EmulatorContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { service } = request.query;
  if (service !== UPLOAD && service !== RECEIVE) {
    throw new GitHubError(403, 'Please use a git client of this century.');
  }
  const access = enter(context, request, response, service === RECEIVE);
  if (access) {
    const { repository, actor } = access;
    await runHttpBackend(
      {
        ...backendRequest(request, repository, actor),
        service: 'info/refs',
        query: `service=${service}`,
        body: undefined,
      },
      response,
      context.runner.signal,
    );
  }
}

async function upload(
  context: EmulatorContext,
  request: Request,
  response: Response,
): Promise<void> {
  const access = enter(context, request, response, false);
  if (access) {
    const { repository, actor } = access;
    await runHttpBackend(
      {
        ...backendRequest(request, repository, actor),
        service: UPLOAD,
        query: '',
        body: request,
      },
      response,
      context.runner.signal,
    );
  }
}

async function receive(
  context: EmulatorContext,
  request: Request,
  response: Response,
): Promise<void> {
  const access = enter(context, request, response, true);
  if (access?.actor) {
    const { repository, actor } = access;
    await receivePush(context, {
      repository,
      actor,
      request,
      response,
      backend: {
        ...backendRequest(request, repository, actor),
        service: RECEIVE,
        query: '',
      },
    });
  }
}

/**
 * The repository and who asks, or an answer already given. Git sends its
 * credentials only when asked: a push without any is asked, a clone needs none.
 */
function enter(
  context: EmulatorContext,
  request: Request,
  response: Response,
  writes: boolean,
): { repository: HostedRepository; actor: Account | undefined } | undefined {
  let actor: Account | undefined;
  try {
    actor = readActor(context.accounts, request.get('authorization'));
  } catch {
    askForCredentials(response, 'Invalid username or token.');
    return undefined;
  }
  if (writes && !actor) {
    askForCredentials(response, 'A token is needed to push.');
    return undefined;
  }
  const { owner, repo } = request.params;
  const repository = context.host.find(owner, repo.replace(/\.git$/, ''));
  if (!repository) {
    response.status(404).type('text').end('Repository not found.\n');
    return undefined;
  }
  return { repository, actor };
}

function askForCredentials(response: Response, reason: string): void {
  response
    .status(401)
    .set('WWW-Authenticate', 'Basic realm="GitHub"')
    .type('text')
    .end(`${reason}\n`);
}

function backendRequest(
  request: Request,
  repository: HostedRepository,
  actor: Account | undefined,
) {
  return {
    directory: repository.git.directory,
    method: request.method,
    contentType: request.get('content-type'),
    contentEncoding: request.get('content-encoding'),
    protocol: request.get('git-protocol'),
    user: actor?.login,
  };
}
