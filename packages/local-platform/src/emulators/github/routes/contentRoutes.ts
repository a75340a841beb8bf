import { EmulatorContext } from '../context';
import { Answer, bytes, json } from '../http/Answer';
import { ApiRequest } from '../http/ApiRequest';
import { ApiRouter } from '../http/ApiRouter';
import { isTreePath } from '../git/names';
import { notFound } from '../http/GitHubError';
import { commitAt } from '../services/references';
import { readPath } from '../services/readPath';
import { contentJson, fileContentJson } from '../views/contentJson';
import { registerContentWriteRoutes } from './contentWriteRoutes';

const RAW_TYPE = 'application/vnd.github.raw; charset=utf-8';

/** Files and folders by their paths. */
export function registerContentRoutes(
  api: ApiRouter,
  context: EmulatorContext,
): void {
  const read = async (request: ApiRequest) =>
    readContents(context, request, request.rest);
  api.get('/repos/:owner/:repo/contents', async request =>
    readContents(context, request, ''),
  );
  api.get('/repos/:owner/:repo/contents/*', read);
  api.get('/repos/:owner/:repo/readme', async request =>
    readReadme(context, request),
  );
  registerContentWriteRoutes(api, context);
}

async function readContents(
  context: EmulatorContext,
  request: ApiRequest,
  path: string,
): Promise<Answer> {
  const { urls } = context;
  const repository = request.repository();
  const { git, state } = repository;
  const clean = path.replace(/\/+$/, '');
  if (clean !== '' && !isTreePath(clean)) {
    throw notFound();
  }
  const commit = await commitAt(repository, request.query.get('ref'));
  const ref = request.query.get('ref') || state.defaultBranch;
  const found = await readPath(git, commit, clean);
  switch (found.kind) {
    case 'folder':
      return json(
        found.entries.map(entry => contentJson(urls, state, ref, entry)),
      );
    case 'file':
      return request.media === 'raw'
        ? bytes(found.content, RAW_TYPE)
        : json(
            fileContentJson(
              urls,
              state,
              ref,
              { ...found.entry, path: clean },
              found.content,
            ),
          );
    default:
      return json(contentJson(urls, state, ref, found.entry));
  }
}

async function readReadme(
  context: EmulatorContext,
  request: ApiRequest,
): Promise<Answer> {
  const repository = request.repository();
  const commit = await commitAt(repository, request.query.get('ref'));
  const root = await readPath(repository.git, commit, '');
  const names = root.kind === 'folder' ? root.entries : [];
  const readme = names.find(({ path }) => /^readme(\.\w+)?$/i.test(path));
  if (!readme) {
    throw notFound();
  }
  return readContents(context, request, readme.path);
}
