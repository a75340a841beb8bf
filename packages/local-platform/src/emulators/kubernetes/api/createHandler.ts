import type {
  IncomingMessage,
  RequestListener,
  ServerResponse,
} from 'node:http';
import { sendError } from './answers';
import type { ApiOptions, Call } from './ApiOptions';
import { methodNotAllowed, PageNotFound } from './KubernetesError';
import { readResourcePath, type ResourcePath } from './RequestInfo';
import { serveDiscovery } from './serveDiscovery';
import { serveObjects } from './serveObjects';

const WRITES: Readonly<Record<string, string>> = {
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/** Answers as a Kubernetes API does. */
export function createHandler(api: ApiOptions): RequestListener {
  return (request, response) => {
    response.setHeader('Server', 'Portico Kubernetes emulator');
    response.setHeader('Cache-Control', 'no-cache, private');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    // Nobody's body is read: nothing can be written here.
    request.resume();
    serve(api, request, response).catch(error =>
      sendError(response, error, api.onFault),
    );
  };
}

async function serve(
  api: ApiOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = URL.parse(request.url ?? '/', 'http://cluster');
  if (!url) {
    throw new PageNotFound();
  }
  const call: Call = {
    request,
    response,
    path: url.pathname,
    query: url.searchParams,
  };
  const account = api.accounts.authenticate(request.headers.authorization);
  const path = readResourcePath(call.path);
  if (path) {
    api.accounts.authorizeResource(account, verbOf(call, path), path);
    await serveObjects(api, call, path);
    return;
  }
  const verb = isRead(request) ? 'get' : (request.method ?? '').toLowerCase();
  api.accounts.authorizePath(account, verb, call.path);
  serveDiscovery(api, call);
}

function isRead({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}

function verbOf({ request, query }: Call, path: ResourcePath): string {
  if (!isRead(request)) {
    const verb = WRITES[request.method ?? ''];
    if (!verb) {
      throw methodNotAllowed();
    }
    return verb === 'delete' && !path.name ? 'deletecollection' : verb;
  }
  if (path.name !== undefined) {
    return 'get';
  }
  const watch = query.get('watch');
  return watch === null || watch === 'false' || watch === '0'
    ? 'list'
    : 'watch';
}
