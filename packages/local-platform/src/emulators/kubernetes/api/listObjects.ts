import { z } from 'zod/v4';
import { orderKey } from '../cluster/ObjectStore';
import type { KubernetesObject } from '../objects/KubernetesObject';
import { apiVersionOf, type ApiResource } from './apiResources';
import { badRequest, KubernetesError } from './KubernetesError';
import type { ListOptions } from './listOptions';

/** A list as it is answered. */
export interface ObjectList {
  kind: string;
  apiVersion: string;
  metadata: {
    resourceVersion: string;
    continue?: string;
    remainingItemCount?: number;
  };
  items: KubernetesObject[];
}

const continueToken = z.object({
  v: z.literal('meta.k8s.io/v1'),
  rv: z.number().int(),
  start: z.string(),
});

/** The part of the objects that was asked for. Items carry no kind, as in Kubernetes. */
export function listObjects(
  resource: ApiResource,
  objects: readonly KubernetesObject[],
  resourceVersion: number,
  options: ListOptions,
): ObjectList {
  const { limit } = options;
  requireReached(options.resourceVersion, resourceVersion);
  const from = options.continue ? readContinue(options.continue) : undefined;
  const matching = objects.filter(
    object =>
      options.matches(object) && (!from || orderKey(object) > from.start),
  );
  const items = limit > 0 ? matching.slice(0, limit) : matching;
  const rest = matching.length - items.length;
  const shownVersion = from?.rv ?? resourceVersion;
  return {
    kind: `${resource.kind}List`,
    apiVersion: apiVersionOf(resource),
    metadata: {
      resourceVersion: String(shownVersion),
      ...(rest > 0 && {
        continue: writeContinue(shownVersion, items[items.length - 1]),
        // Unknown to the real server when a selector has to be tried.
        ...(!options.selective && { remainingItemCount: rest }),
      }),
    },
    items,
  };
}

/** A version from the future is one of another server, or of an earlier start. */
export function requireReached(
  asked: number | undefined,
  current: number,
): void {
  if (asked !== undefined && asked > current) {
    throw new KubernetesError(
      504,
      'Timeout',
      `Too large resource version: ${asked}, current: ${current}`,
      {
        causes: [
          {
            reason: 'ResourceVersionTooLarge',
            message: 'Too large resource version',
          },
        ],
        retryAfterSeconds: 1,
      },
    );
  }
}

function writeContinue(rv: number, last: KubernetesObject): string {
  const token = { v: 'meta.k8s.io/v1', rv, start: orderKey(last) };
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function readContinue(text: string) {
  try {
    const json = Buffer.from(text, 'base64url').toString('utf8');
    return continueToken.parse(JSON.parse(json));
  } catch {
    throw badRequest(
      'continue key is not valid: it was not given by this server',
    );
  }
}
