import type { ServerResponse } from 'node:http';
import type { Change, ObjectStore } from '../cluster/ObjectStore';
import type { KubernetesObject } from '../objects/KubernetesObject';
import { apiVersionOf, type ApiResource } from './apiResources';
import { KubernetesError } from './KubernetesError';
import { requireReached } from './listObjects';
import type { ListOptions } from './listOptions';

const MAX_WATCHES = 100;
const MAX_SECONDS = 1_800;
/** Nobody who does not read may fill the memory. */
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;

/** What somebody watches. */
export interface WatchRequest {
  resource: ApiResource;
  /** `deployments.apps`, as the store has it. */
  stored: string;
  options: ListOptions;
  /** Whether an object is in the namespace that was asked for. */
  inScope(object: KubernetesObject): boolean;
}

interface Watch extends WatchRequest {
  response: ServerResponse;
  sentUpTo: number;
}

/** Those who are told of changes as they happen, a line of JSON each. */
export class Watches {
  readonly #watches = new Set<Watch>();

  get size(): number {
    return this.#watches.size;
  }

  /** Takes somebody in: first what there is or was missed, then what comes. */
  open(
    request: WatchRequest,
    response: ServerResponse,
    store: ObjectStore,
  ): void {
    const { options } = request;
    if (this.#watches.size >= MAX_WATCHES) {
      throw new KubernetesError(
        429,
        'TooManyRequests',
        'Too many requests, please try again later.',
        { retryAfterSeconds: 1 },
      );
    }
    requireReached(options.resourceVersion, store.resourceVersion);
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.flushHeaders();
    // Without a version, or with 0, it begins with everything there is.
    const since = options.resourceVersion || undefined;
    const watch: Watch = {
      ...request,
      response,
      sentUpTo: since ?? store.resourceVersion,
    };
    if (!since) {
      for (const object of store.list(request.stored)) {
        send(watch, 'ADDED', object);
      }
    }
    this.#watches.add(watch);
    const seconds = Math.min(
      options.timeoutSeconds || MAX_SECONDS,
      MAX_SECONDS,
    );
    const timer = setTimeout(() => response.end(), seconds * 1000);
    response.once('close', () => {
      clearTimeout(timer);
      this.#watches.delete(watch);
    });
    this.#catchUp(watch, store);
  }

  /** Tells everybody what changed. */
  tell(store: ObjectStore): void {
    for (const watch of this.#watches) {
      this.#catchUp(watch, store);
    }
  }

  /** Ends all of them. */
  close(): void {
    for (const { response } of this.#watches) {
      response.end();
    }
  }

  #catchUp(watch: Watch, store: ObjectStore): void {
    const changes = store.changesAfter(watch.sentUpTo);
    if (!changes) {
      sendExpired(watch, store);
      return;
    }
    for (const change of changes) {
      if (change.resource === watch.stored) {
        send(watch, change.type, change.object);
      }
    }
    watch.sentUpTo = store.resourceVersion;
    if (watch.response.writableLength > MAX_BUFFERED_BYTES) {
      watch.response.destroy();
    }
  }
}

function send(
  { response, resource, options, inScope }: Watch,
  type: Change['type'],
  object: KubernetesObject,
): void {
  if (inScope(object) && options.matches(object)) {
    const whole = {
      kind: resource.kind,
      apiVersion: apiVersionOf(resource),
      ...object,
    };
    response.write(`${JSON.stringify({ type, object: whole })}\n`);
  }
}

function sendExpired({ response, sentUpTo }: Watch, store: ObjectStore): void {
  const expired = new KubernetesError(
    410,
    'Expired',
    `too old resource version: ${sentUpTo} (${store.resourceVersion})`,
  );
  response.end(`${JSON.stringify({ type: 'ERROR', object: expired })}\n`);
}
