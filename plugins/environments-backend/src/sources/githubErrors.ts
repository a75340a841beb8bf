import { RepositoryConfig } from '../config/readEnvironmentsConfig';
import { GitHostError } from './GitHostError';

interface GithubAnswerError extends Error {
  status: number;
}

function isAnswerError(error: unknown): error is GithubAnswerError {
  return (
    error instanceof Error &&
    'status' in error &&
    typeof error.status === 'number'
  );
}

/** What GitHub said, without the address of its documentation. */
function wordsOf(error: Error): string {
  return error.message.replace(/ - https?:\/\/\S+$/, '').slice(0, 500);
}

/** Turns whatever a request threw into words that tell what to do. */
export function toGitHostError(
  error: unknown,
  { host, owner, repo }: Pick<RepositoryConfig, 'host' | 'owner' | 'repo'>,
): GitHostError {
  if (error instanceof GitHostError) return error;
  if (error instanceof Error && error.cause instanceof GitHostError) {
    return error.cause;
  }
  const where = `${owner}/${repo} on ${host}`;
  if (!isAnswerError(error)) {
    const words = error instanceof Error ? error.message : String(error);
    return new GitHostError('unreachable', `Cannot ask ${host}: ${words}`, {
      cause: error,
    });
  }
  const { status } = error;
  const options = { status, cause: error };
  const words = wordsOf(error);
  switch (true) {
    case status === 401:
      return new GitHostError(
        'not-allowed',
        `${host} does not accept the portal's credentials; renew the token or app in integrations.github`,
        options,
      );
    case status === 403:
      return new GitHostError(
        'not-allowed',
        `The portal's credentials may not do this in ${where}: ${words}`,
        options,
      );
    case status === 404:
      return new GitHostError(
        'not-found',
        `${where} is not there, or the portal's credentials may not see it`,
        options,
      );
    case status >= 500:
      return new GitHostError(
        'unreachable',
        `${host} answered with status ${status}`,
        options,
      );
    default:
      return new GitHostError('refused', words, options);
  }
}

/** Whether the Git host answered with this status. */
export function isStatus(error: unknown, status: number): boolean {
  return error instanceof GitHostError && error.status === status;
}

/**
 * Why a merge was refused, or undefined where the error is about something
 * else. 405: not mergeable; 409: the head moved; 422: a rule of the repository.
 */
export function refusalOf(error: unknown): string | undefined {
  return [405, 409, 422].some(status => isStatus(error, status)) &&
    error instanceof Error
    ? error.message
    : undefined;
}
