import { PageNotFound, unknownResource } from './KubernetesError';
import { apiVersionOf, type ApiResource } from './apiResources';

/** What a request to a path of objects is about. */
export interface RequestInfo {
  resource: ApiResource;
  namespace: string | undefined;
  /** Left out: all of them. */
  name: string | undefined;
  /** `log`. */
  subresource: string | undefined;
}

/** What a path of objects asks for, before it is known whether there is such a thing. */
export interface ResourcePath {
  group: string;
  version: string;
  resource: string;
  namespace: string | undefined;
  name: string | undefined;
  subresource: string | undefined;
}

/** Reads `/api/v1/…` and `/apis/<group>/<version>/…`; nothing for all other paths. */
export function readResourcePath(path: string): ResourcePath | undefined {
  const [first, ...parts] = segments(path);
  const core = first === 'api';
  if (!core && first !== 'apis') {
    return undefined;
  }
  const [group, version, ...rest] = core ? ['', ...parts] : parts;
  if (rest.length === 0) {
    return undefined;
  }
  const scoped = rest[0] === 'namespaces' && rest.length > 2;
  const [resource, name, subresource, ...more] = scoped ? rest.slice(2) : rest;
  if (more.length > 0) {
    throw new PageNotFound();
  }
  const namespace = scoped ? rest[1] : undefined;
  return { group, version, resource, namespace, name, subresource };
}

/** Finds the kind that a path names; throws the 404 of the real server. */
export function findResource(
  path: ResourcePath,
  resources: readonly ApiResource[],
): RequestInfo {
  const wanted = apiVersionOf(path);
  const served = resources.filter(
    resource => apiVersionOf(resource) === wanted,
  );
  if (served.length === 0) {
    throw new PageNotFound();
  }
  const resource = served.find(({ name }) => name === path.resource);
  const scopeFits = resource?.namespaced
    ? path.name === undefined || path.namespace !== undefined
    : path.namespace === undefined;
  const subresourceFits =
    path.subresource === undefined ||
    (path.subresource === 'log' && resource?.kind === 'Pod');
  if (!resource || !scopeFits || !subresourceFits) {
    throw unknownResource();
  }
  const { namespace, name, subresource } = path;
  return { resource, namespace, name, subresource };
}

/** The parts of a path, decoded one by one, so that no part brings another. */
function segments(path: string): string[] {
  try {
    return path
      .split('/')
      .filter(part => part !== '')
      .map(decodeURIComponent);
  } catch {
    throw new PageNotFound();
  }
}
