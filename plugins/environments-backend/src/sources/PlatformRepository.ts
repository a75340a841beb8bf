/** One file of the folder that holds the environments. */
export interface PlatformFile {
  /** The file's name without folder, such as `dev.yaml`. */
  name: string;
  path: string;
  /** The id of its content. */
  sha: string;
  sizeBytes: number;
}

/** A pull request, as far as a change needs to know it. */
export interface PullRequest {
  number: number;
  url: string;
  state: 'open' | 'merged' | 'closed';
  /** The commit that would be merged. */
  headSha: string;
  /** The commit that the merge made; null before it. */
  mergeCommit: string | null;
}

/** What became of a merge: done, or why the Git host refused it. */
export type MergeOutcome =
  | { merged: true; commit: string }
  | { merged: false; reason: string };

/** A file to write on a branch. */
export interface FileToWrite {
  branch: string;
  path: string;
  text: string;
  message: string;
  /** The id of the content it replaces; left out for a new file. */
  replaces?: string;
}

/** The text of a file and the id of that content. */
export interface FileContent {
  sha: string;
  text: string;
}

/** A status to set on a commit. */
export interface CommitStatus {
  commit: string;
  state: 'success' | 'failure' | 'pending';
  description: string;
  targetUrl: string;
}

/**
 * The repository that holds the environments. Every method asks the Git host
 * and throws a {@link GitHostError} where it gets no answer; what a method
 * finds, or finds already done, is a value.
 */
export interface PlatformRepository {
  /** The commit at the head of the branch that counts. */
  readHead(): Promise<string>;
  /** All files of the folder at a commit: the whole list, or it throws. */
  listFiles(commit: string): Promise<PlatformFile[]>;
  /** The text of a file's content by its id. */
  readBlob(sha: string): Promise<string>;
  /** A file at a branch or commit. */
  findFile(ref: string, path: string): Promise<FileContent | undefined>;
  /** The commit a branch is at. */
  findBranch(branch: string): Promise<string | undefined>;
  /** Makes a branch at a commit, unless it is there already. */
  createBranch(branch: string, commit: string): Promise<'created' | 'exists'>;
  /** Writes one file as one commit; `conflict` where its content is not what was to be replaced. */
  writeFile(file: FileToWrite): Promise<'written' | 'conflict'>;
  /** The newest pull request of a branch, whatever its state. */
  findPullRequest(branch: string): Promise<PullRequest | undefined>;
  /** Opens a pull request; the one that is open already where there is one. */
  openPullRequest(request: {
    branch: string;
    title: string;
    body: string;
  }): Promise<PullRequest>;
  readPullRequest(number: number): Promise<PullRequest>;
  /** The paths that a pull request changes, both of a file that moves; at most 100. */
  listChangedPaths(number: number): Promise<string[]>;
  closePullRequest(number: number): Promise<void>;
  /** Sets the status `portico/policy` of a commit. */
  setStatus(status: CommitStatus): Promise<void>;
  /** Merges a pull request if its head is still that commit. */
  merge(request: {
    number: number;
    commit: string;
    /** The commit message of the merge, where the method makes a commit. */
    title: string;
    message: string;
  }): Promise<MergeOutcome>;
}
