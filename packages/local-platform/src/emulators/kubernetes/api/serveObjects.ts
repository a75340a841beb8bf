import type { ObjectStore } from '../cluster/ObjectStore';
import type { KubernetesObject } from '../objects/KubernetesObject';
import { sendJson } from './answers';
import type { ApiOptions, Call } from './ApiOptions';
import { apiVersionOf, METRICS_GROUP } from './apiResources';
import {
  methodNotAllowed,
  objectNotFound,
  qualifiedName,
} from './KubernetesError';
import { listObjects } from './listObjects';
import { readListOptions, readLogOptions } from './listOptions';
import { servePodLog } from './servePodLog';
import {
  findResource,
  type RequestInfo,
  type ResourcePath,
} from './RequestInfo';
import { isTableWanted, tableOf } from './table';

/** Answers a path of objects: a list, a watch, one object or a log. */
export async function serveObjects(
  api: ApiOptions,
  call: Call,
  path: ResourcePath,
): Promise<void> {
  const info = findResource(path, api.resources);
  const store = api.cluster.refresh();
  api.watches.tell(store);
  if (info.subresource === 'log') {
    await serveLog(api, call, info);
  } else if (info.name !== undefined) {
    serveOne(api, call, store, info);
  } else {
    serveMany(api, call, store, info);
  }
}

function objectsOf(
  api: ApiOptions,
  store: ObjectStore,
  { resource, namespace }: RequestInfo,
): KubernetesObject[] {
  const all =
    resource.group === METRICS_GROUP
      ? api.cluster.podMetrics()
      : store.list(qualifiedName(resource));
  return all.filter(
    ({ metadata }) => !namespace || metadata.namespace === namespace,
  );
}

function serveMany(
  api: ApiOptions,
  call: Call,
  store: ObjectStore,
  info: RequestInfo,
): void {
  const { resource, namespace } = info;
  const { request, response, query } = call;
  const options = readListOptions(query, resource.name);
  if (options.watch) {
    if (resource.group === METRICS_GROUP) {
      throw methodNotAllowed();
    }
    const stored = qualifiedName(resource);
    const inScope = ({ metadata }: KubernetesObject) =>
      !namespace || metadata.namespace === namespace;
    api.watches.open({ resource, stored, options, inScope }, response, store);
    return;
  }
  const list = listObjects(
    resource,
    objectsOf(api, store, info),
    store.resourceVersion,
    options,
  );
  const table = isTableWanted(request.headers.accept);
  sendJson(response, table ? tableOf(resource, list, api.cluster.now) : list);
}

function serveOne(
  api: ApiOptions,
  call: Call,
  store: ObjectStore,
  info: RequestInfo,
): void {
  const { resource } = info;
  const object = findObject(api, store, info);
  const whole = {
    kind: resource.kind,
    apiVersion: apiVersionOf(resource),
    ...object,
  };
  const { resourceVersion } = object.metadata;
  const list = {
    metadata: { resourceVersion: resourceVersion ?? '' },
    items: [object],
  };
  const table = isTableWanted(call.request.headers.accept);
  sendJson(
    call.response,
    table ? tableOf(resource, list, api.cluster.now) : whole,
  );
}

function findObject(
  api: ApiOptions,
  store: ObjectStore,
  info: RequestInfo,
): KubernetesObject {
  const { resource, name = '' } = info;
  const found = objectsOf(api, store, info).find(
    ({ metadata }) => metadata.name === name,
  );
  if (!found) {
    throw objectNotFound(resource, name);
  }
  return found;
}

async function serveLog(
  api: ApiOptions,
  { response, query }: Call,
  info: RequestInfo,
): Promise<void> {
  const { cluster, signal } = api;
  const { metadata } = findObject(api, cluster.refresh(), info);
  await servePodLog(
    {
      podName: metadata.name,
      options: readLogOptions(query),
      process: () => {
        cluster.refresh();
        return cluster.processOf(metadata.name);
      },
      now: () => cluster.now,
      signal,
    },
    response,
  );
}
