import { z } from 'zod/v4';
import {
  BadRequestError,
  ForbiddenError,
  NotFoundError,
  UnauthenticatedError,
} from '../errors/ServiceError';
import type { RequestContext } from './RequestContext';

const idSchema = z.uuid();

/** What a caller sent, as a schema says; else a 400 that names the field and never repeats what it holds. */
export function parseRequest<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue.path.join('.');
  throw new BadRequestError(
    field
      ? `'${field}' is not valid: ${issue.message}.`
      : 'The request is not valid.',
  );
}

/** An id from a path; a 404 where it is none, because nothing has it. */
export function parseId(value: unknown, what: string): string {
  const id = idSchema.safeParse(value);
  if (!id.success) throw new NotFoundError(`There is no such ${what}.`);
  return id.data;
}

/** The account of a signed-in caller. */
export function callerOf({
  principal,
}: Pick<RequestContext, 'principal'>): string {
  const id = idSchema.safeParse(principal?.subject);
  // Our own tokens always name an account.
  if (!id.success) throw new UnauthenticatedError('Sign in and try again.');
  return id.data;
}

/** Whether a caller's token says that they are an administrator. */
export function isAdmin({
  principal,
}: Pick<RequestContext, 'principal'>): boolean {
  const roles = principal?.claims.roles;
  return Array.isArray(roles) && roles.includes('admin');
}

/** Lets administrators through; a 403 for others. */
export function requireAdmin(context: Pick<RequestContext, 'principal'>): void {
  if (isAdmin(context)) return;
  throw new ForbiddenError('Only administrators of the shop may do this.');
}
