import { GitCommandError } from '../git/GitRunner';
import { RefMovedError } from '../git/GitRepository';
import { TreeChangeError } from '../git/trees';
import { ProtectedBranchError } from '../services/changeRefs';
import { RepositoryGoneError } from '../store/HostedRepository';
import { GitHubError, notFound, unprocessable } from './GitHubError';

/** The answer to whatever was thrown; 500 for what nobody expected. */
export function toGitHubError(error: unknown): GitHubError {
  if (error instanceof GitHubError) {
    return error;
  }
  if (error instanceof RepositoryGoneError) {
    return notFound();
  }
  if (error instanceof RefMovedError) {
    return unprocessable('Reference cannot be updated');
  }
  if (error instanceof ProtectedBranchError) {
    return unprocessable(error.message);
  }
  if (error instanceof TreeChangeError) {
    return unprocessable(error.message);
  }
  if (error instanceof GitCommandError) {
    return new GitHubError(500, 'Server Error');
  }
  return fromParser(error);
}

/** What Express and its body parser throw carries a status. */
function fromParser(error: unknown): GitHubError {
  const status =
    error instanceof Error && 'status' in error ? Number(error.status) : 500;
  switch (status) {
    case 400:
      return new GitHubError(400, 'Problems parsing JSON');
    case 413:
      return new GitHubError(413, 'Payload too large: at most 10 MB of JSON');
    case 415:
      return new GitHubError(415, 'Compressed JSON is not supported');
    default:
      return new GitHubError(500, 'Server Error');
  }
}
