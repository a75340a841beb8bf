import type { Request } from 'express';
import type { TokenVerifier } from '../auth/TokenVerifier';
import { UnauthenticatedError } from '../errors/ServiceError';
import type { RequestContext } from './RequestContext';

/** Lets through who brings an access token of ours. */
export async function authenticate(
  verifier: TokenVerifier | undefined,
  request: Request,
  context: RequestContext,
): Promise<void> {
  const [, token] = /^Bearer ([\w.~+/=-]+)$/i.exec(
    request.get('authorization') ?? '',
  ) ?? [undefined, undefined];
  if (!token || !verifier)
    throw new UnauthenticatedError('Sign in and try again.');
  try {
    context.principal = await verifier.verify(token);
  } catch (error) {
    const reason = error instanceof Error ? error.cause : undefined;
    context.log.warn({ reason }, 'A token was refused');
    throw error;
  }
}
