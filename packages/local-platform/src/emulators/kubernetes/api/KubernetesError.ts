import type { ApiResource } from './apiResources';

/** An answer that is no success: a `Status`, as the real server writes it. */
export class KubernetesError extends Error {
  override name = 'KubernetesError';

  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
    readonly details?: object,
  ) {
    super(message);
  }

  /** The body of the answer. */
  toJSON() {
    const { message, reason, details, code } = this;
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      reason,
      ...(details && { details }),
      code,
    };
  }
}

/** A path under no known group: plain text, not a Status. */
export class PageNotFound extends Error {
  override name = 'PageNotFound';
}

export function badRequest(message: string): KubernetesError {
  return new KubernetesError(400, 'BadRequest', message);
}

export function unauthorized(): KubernetesError {
  return new KubernetesError(401, 'Unauthorized', 'Unauthorized');
}

export function unknownResource(): KubernetesError {
  return new KubernetesError(
    404,
    'NotFound',
    'the server could not find the requested resource',
    {},
  );
}

export function methodNotAllowed(): KubernetesError {
  return new KubernetesError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );
}

/** An object that does not exist. */
export function objectNotFound(
  { group, name: kind }: ApiResource,
  name: string,
): KubernetesError {
  return new KubernetesError(
    404,
    'NotFound',
    `${qualifiedName({ group, name: kind })} "${name}" not found`,
    { name, ...(group && { group }), kind },
  );
}

/** `deployments.apps`, as messages write it. */
export function qualifiedName(resource: {
  group: string;
  name: string;
}): string {
  return resource.group ? `${resource.name}.${resource.group}` : resource.name;
}
