import type { RequestHandler } from 'express';
import type { TokenVerifier } from '../auth/TokenVerifier';
import { UnauthenticatedError } from '../errors/ServiceError';
import { contextOf } from './RequestContext';

/** Lets through who brings an access token of ours. */
export function authenticate(verifier: TokenVerifier): RequestHandler {
  return async (request, _response, next) => {
    const context = contextOf(request);
    const [, token] = /^Bearer ([\w.~+/=-]+)$/i.exec(
      request.get('authorization') ?? '',
    ) ?? [undefined, undefined];
    if (!token) throw new UnauthenticatedError('Sign in and try again.');
    try {
      context.principal = await verifier.verify(token);
    } catch (error) {
      const reason = error instanceof Error ? error.cause : undefined;
      context.log.warn({ reason }, 'A token was refused');
      throw error;
    }
    next();
  };
}
