import { PullRequest } from './PlatformRepository';

/** The part of GitHub's pull requests that a change needs to know. */
export interface GithubPull {
  number: number;
  html_url: string;
  state: string;
  merged_at?: string | null;
  merged?: boolean;
  merge_commit_sha?: string | null;
  head: { sha: string };
}

/** Reads a pull request of GitHub. */
export function toPullRequest(pull: GithubPull): PullRequest {
  const merged = pull.merged === true || Boolean(pull.merged_at);
  const open = pull.state === 'open' ? 'open' : 'closed';
  return {
    number: pull.number,
    url: pull.html_url,
    state: merged ? 'merged' : open,
    headSha: pull.head.sha,
    // Before the merge GitHub names a trial commit here.
    mergeCommit: (merged && pull.merge_commit_sha) || null,
  };
}
