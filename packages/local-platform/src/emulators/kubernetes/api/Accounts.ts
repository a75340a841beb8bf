import { createHash, timingSafeEqual } from 'node:crypto';
import {
  KubernetesError,
  qualifiedName,
  unauthorized,
} from './KubernetesError';
import type { ResourcePath } from './RequestInfo';

/** Somebody who may read. Nobody may write. */
export interface Account {
  /** `system:serviceaccount:<namespace>:<name>`. */
  user: string;
  token: string;
  /** Resources that it may not read, by the name in paths. */
  forbidden?: readonly string[];
  /** Namespaces that it may read; left out: all, and what is in none. */
  namespaces?: readonly string[];
}

/** What nobody may read. */
const FORBIDDEN = ['secrets'];
/** What is told without a token, as in Kubernetes. */
const PUBLIC = /^\/(version|healthz|livez|readyz)(\/|$)/;
const ANONYMOUS = 'system:anonymous';
const READS = ['get', 'list', 'watch'];

/** Who is asking, and what they may. */
export class Accounts {
  readonly #known: readonly { account: Account; digest: Buffer }[];

  constructor(accounts: readonly Account[]) {
    this.#known = accounts.map(account => ({
      account,
      digest: digestOf(account.token),
    }));
  }

  /** Nothing for somebody without a token; throws for a token that nobody has. */
  authenticate(header: string | undefined): Account | undefined {
    const token = /^bearer +(\S+)$/i.exec(header ?? '')?.[1];
    if (!token) {
      return undefined;
    }
    const digest = digestOf(token);
    // All are compared, so that the time tells nothing of which one it was.
    const found = this.#known.filter(known =>
      timingSafeEqual(known.digest, digest),
    );
    if (found.length === 0) {
      throw unauthorized();
    }
    return found[0].account;
  }

  /** Throws unless the account may do this to objects. */
  authorizeResource(
    account: Account | undefined,
    verb: string,
    path: ResourcePath,
  ): void {
    const { group, resource, namespace, subresource } = path;
    const allowed =
      account !== undefined &&
      READS.includes(verb) &&
      !FORBIDDEN.includes(resource) &&
      !account.forbidden?.includes(resource) &&
      (account.namespaces === undefined ||
        (namespace !== undefined && account.namespaces.includes(namespace)));
    if (allowed) {
      return;
    }
    const what = subresource ? `${resource}/${subresource}` : resource;
    const object = path.name ? ` "${path.name}"` : '';
    const where = namespace
      ? `in the namespace "${namespace}"`
      : 'at the cluster scope';
    throw new KubernetesError(
      403,
      'Forbidden',
      `${qualifiedName({
        group,
        name: resource,
      })}${object} is forbidden: User "${
        account?.user ?? ANONYMOUS
      }" cannot ${verb} resource "${what}" in API group "${group}" ${where}`,
      {
        ...(path.name && { name: path.name }),
        ...(group && { group }),
        kind: resource,
      },
    );
  }

  /** Throws unless the account may ask for a path that is no object. */
  authorizePath(
    account: Account | undefined,
    verb: string,
    path: string,
  ): void {
    if (verb === 'get' && (account || PUBLIC.test(path))) {
      return;
    }
    throw new KubernetesError(
      403,
      'Forbidden',
      `forbidden: User "${
        account?.user ?? ANONYMOUS
      }" cannot ${verb} path "${path}"`,
      {},
    );
  }
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
