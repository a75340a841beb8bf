import { Request, RequestHandler, Response, Router } from 'express';
import { EmulatorContext } from '../context';
import { diffText } from '../git/changes';
import { mergeBase } from '../git/history';
import { notFound } from '../http/GitHubError';
import { readPath } from '../services/readPath';
import { splitRefPath } from '../services/splitRefPath';
import { HostedRepository } from '../store/HostedRepository';
import { encodePath } from '../views/Urls';
import { sendPage } from '../web/page';
import { pullListPage, pullPage } from '../web/pullPages';
import {
  commitPage,
  historyPage,
  listPage,
  PageContent,
  pathPage,
  repositoryPage,
} from '../web/repositoryPages';

type PageOf = (
  repository: HostedRepository,
  request: Request,
) => Promise<PageContent>;

/** The pages that links to the Git host lead to. */
export function webRouter(context: EmulatorContext): Router {
  const router = Router();
  const show = (path: string, content: PageOf) =>
    router.get(path, (request, response, next) => {
      content(repositoryAt(context, request), request)
        .then(found => sendPage(response, found.title, found.content))
        .catch(next);
    });
  router.get('/', (_request, response) => {
    const { title, content } = listPage('Repositories', context.host.list());
    sendPage(response, title, content);
  });
  show('/:owner/:repo', repositoryPage);
  show('/:owner/:repo/tree/*', atPath);
  show('/:owner/:repo/blob/*', atPath);
  show('/:owner/:repo/commits', atHistory);
  show('/:owner/:repo/commits/*', atHistory);
  show('/:owner/:repo/commit/:sha', (repository, request) =>
    commitPage(repository, request.params.sha),
  );
  show('/:owner/:repo/pulls', async repository => pullListPage(repository));
  router.get(
    '/:owner/:repo/pull/:number.(diff|patch)',
    (request, response, next) => {
      sendDiff(repositoryAt(context, request), request, response).catch(next);
    },
  );
  show('/:owner/:repo/pull/:number', (repository, request) =>
    pullPage(repository, Number(request.params.number)),
  );
  leadOn(router);
  router.get('/:owner', showOwner(context));
  return router;
}

function showOwner(context: EmulatorContext): RequestHandler {
  return (request, response, next) => {
    const owner = context.accounts.find(request.params.owner);
    if (!owner) {
      next(notFound());
      return;
    }
    const { title, content } = listPage(
      owner.login,
      context.host.list(owner.login),
    );
    sendPage(response, title, content);
  };
}

/** A file's bytes; never as a page that a browser would run. */
export function rawRouter(context: EmulatorContext): Router {
  const router = Router();
  router.get('/:owner/:repo/*', (request, response, next) => {
    sendRaw(repositoryAt(context, request), restOf(request), response).catch(
      next,
    );
  });
  return router;
}

/** Addresses of GitHub's pages that show the same as another here. */
function leadOn(router: Router): void {
  router.get('/:owner/:repo/edit/*', (request, response) => {
    const { owner, repo } = request.params;
    const path = encodePath(restOf(request));
    response.redirect(302, `/${encodePath(`${owner}/${repo}`)}/blob/${path}`);
  });
  router.get('/:owner/:repo/raw/*', (request, response) => {
    const { owner, repo } = request.params;
    const path = encodePath(restOf(request));
    response.redirect(302, `/raw/${encodePath(`${owner}/${repo}`)}/${path}`);
  });
}

async function atPath(
  repository: HostedRepository,
  request: Request,
): Promise<PageContent> {
  const found = await splitRefPath(repository, restOf(request));
  if (!found) {
    throw notFound();
  }
  return pathPage(repository, found.ref, found.commit, found.path);
}

async function atHistory(
  repository: HostedRepository,
  request: Request,
): Promise<PageContent> {
  const found = await splitRefPath(repository, restOf(request));
  if (!found) {
    throw notFound();
  }
  return historyPage(repository, found.ref, found.commit);
}

async function sendRaw(
  repository: HostedRepository,
  rest: string,
  response: Response,
): Promise<void> {
  const found = await splitRefPath(repository, rest);
  const content =
    found && (await readPath(repository.git, found.commit, found.path));
  if (content?.kind !== 'file') {
    throw notFound();
  }
  response
    .set({
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Content-Type': content.content.includes(0)
        ? 'application/octet-stream'
        : 'text/plain; charset=utf-8',
      ETag: `"${content.entry.sha}"`,
    })
    .end(content.content);
}

async function sendDiff(
  { git, state }: HostedRepository,
  request: Request,
  response: Response,
): Promise<void> {
  const number = Number(request.params.number);
  const pull = state.pulls.find(other => other.number === number);
  if (!pull) {
    throw notFound();
  }
  const parted = await mergeBase(git, pull.base.sha, pull.head.sha);
  response
    .type('text/plain; charset=utf-8')
    .end(await diffText(git, parted, pull.head.sha));
}

function repositoryAt(
  context: EmulatorContext,
  { params }: Request,
): HostedRepository {
  const repository = context.host.find(params.owner, params.repo);
  if (!repository) {
    throw notFound();
  }
  return repository;
}

function restOf({ params }: { params: Record<string, string> }): string {
  return params['0'] ?? '';
}
