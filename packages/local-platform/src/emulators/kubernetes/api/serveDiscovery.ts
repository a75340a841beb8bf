import { sendJson } from './answers';
import type { ApiOptions, Call } from './ApiOptions';
import {
  apiGroup,
  apiGroupList,
  apiResourceList,
  apiVersions,
  versionInfo,
} from './discovery';
import { PageNotFound } from './KubernetesError';

/** Answers a path that is no object: health, the version, and which kinds there are. */
export function serveDiscovery(
  api: Pick<ApiOptions, 'resources' | 'address'>,
  { response, path }: Pick<Call, 'response' | 'path'>,
): void {
  const resources = api.resources.filter(({ hidden }) => !hidden);
  const [, first, group, version, ...more] = path.replace(/\/$/, '').split('/');
  if (/^(healthz|livez|readyz)$/.test(first) && group === undefined) {
    response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' });
    response.end('ok');
    return;
  }
  const answer = () => {
    if (first === 'version' && !group) return versionInfo();
    if (first === 'api' && !group) return apiVersions(api.address());
    if (first === 'api' && !version) return apiResourceList(resources, group);
    if (first !== 'apis' || more.length > 0) return undefined;
    if (!group) return apiGroupList(resources);
    if (!version) return apiGroup(resources, group);
    return apiResourceList(resources, `${group}/${version}`);
  };
  const found = answer();
  if (!found) {
    throw new PageNotFound();
  }
  sendJson(response, found);
}
