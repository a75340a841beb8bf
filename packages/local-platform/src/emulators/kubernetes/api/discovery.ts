import { apiVersionOf, METRICS_GROUP, type ApiResource } from './apiResources';

/** The release whose answers the emulator copies. */
const MINOR = 36;

/** `/version`. The build says that it is an emulator. */
export function versionInfo() {
  return {
    major: '1',
    minor: String(MINOR),
    gitVersion: `v1.${MINOR}.2+portico-emulated`,
    gitCommit: '',
    gitTreeState: 'clean',
    buildDate: '1970-01-01T00:00:00Z',
    goVersion: '',
    compiler: '',
    platform: `${process.platform}/${process.arch}`,
  };
}

/** `/api`. */
export function apiVersions(address: string) {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [
      { clientCIDR: '0.0.0.0/0', serverAddress: address },
    ],
  };
}

/** `/apis`. */
export function apiGroupList(resources: readonly ApiResource[]) {
  const names = [...new Set(resources.map(({ group }) => group))];
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: names
      .filter(name => name !== '')
      .map(name => groupOf(resources, name)),
  };
}

/** `/apis/<group>`; nothing where there is no such group. */
export function apiGroup(resources: readonly ApiResource[], group: string) {
  return resources.some(resource => resource.group === group)
    ? { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(resources, group) }
    : undefined;
}

/** `/api/v1` and `/apis/<group>/<version>`; nothing where there is no such version. */
export function apiResourceList(
  resources: readonly ApiResource[],
  groupVersion: string,
) {
  const served = resources.filter(
    resource => apiVersionOf(resource) === groupVersion,
  );
  return served.length === 0
    ? undefined
    : {
        kind: 'APIResourceList',
        ...(groupVersion !== 'v1' && { apiVersion: 'v1' }),
        groupVersion,
        resources: served.flatMap(describeResource),
      };
}

function groupOf(resources: readonly ApiResource[], name: string) {
  const [resource] = resources.filter(({ group }) => group === name);
  const { version } = resource;
  const only = { groupVersion: `${name}/${version}`, version };
  return { name, versions: [only], preferredVersion: only };
}

function describeResource(resource: ApiResource) {
  const { name, singularName, namespaced, kind, shortNames, inAll } = resource;
  const measured = resource.group === METRICS_GROUP;
  const described = {
    name,
    singularName,
    namespaced,
    kind,
    verbs: measured ? ['get', 'list'] : ['get', 'list', 'watch'],
    ...(shortNames && { shortNames }),
    ...(inAll && { categories: ['all'] }),
  };
  const log = {
    name: 'pods/log',
    singularName: '',
    namespaced: true,
    kind: 'Pod',
    verbs: ['get'],
  };
  return name === 'pods' && !measured ? [described, log] : [described];
}
