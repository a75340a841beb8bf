import { RefChange } from '../git/GitRepository';
import { CommitStatus, PullRequest, RepositoryState } from './repositoryState';

/** What became of a pull request, as GitHub's webhooks call it. */
export type PullRequestAction =
  | 'opened'
  | 'edited'
  | 'synchronize'
  | 'closed'
  | 'reopened';

interface Happening {
  /** The repository as it was right after. */
  repository: RepositoryState;
  /** Login of who did it. */
  sender: string;
}

/** Something that a webhook tells. */
export type RepositoryEvent = Happening &
  (
    | { type: 'push'; change: RefChange }
    | {
        type: 'pull_request';
        action: PullRequestAction;
        pull: PullRequest;
        /** The head before, for `synchronize`. */
        before?: string;
      }
    | { type: 'status'; status: CommitStatus }
    | { type: 'ping'; hookId: number }
  );

type WithoutRepository<T> = T extends unknown ? Omit<T, 'repository'> : never;

/** An event whose repository is filled in when it is published. */
export type NewEvent = WithoutRepository<RepositoryEvent>;
