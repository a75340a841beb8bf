import { createHash } from 'node:crypto';
import { GitHostError } from '../sources/GitHostError';
import {
  CommitStatus,
  FileContent,
  FileToWrite,
  MergeOutcome,
  PlatformFile,
  PlatformRepository,
  PullRequest,
} from '../sources/PlatformRepository';

type Files = ReadonlyMap<string, string>;

/** What a pull request of the fake holds beyond what the interface tells. */
export interface FakePullRequest {
  number: number;
  branch: string;
  title: string;
  body: string;
  state: 'open' | 'merged' | 'closed';
  headSha: string;
  mergeCommit: string | null;
}

function sha(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

/**
 * A Git host in memory, with branches, commits and pull requests. After every
 * effect it calls `afterEffect`, which may throw or never return: what a portal
 * does that is killed at this point.
 */
export class InMemoryPlatformRepository implements PlatformRepository {
  readonly commits = new Map<string, Files>();
  readonly branches = new Map<string, string>();
  readonly pullRequests: FakePullRequest[] = [];
  readonly statuses: CommitStatus[] = [];
  /** What every question runs into, where it is set. */
  failure: GitHostError | undefined;
  /** Why merges are refused, where it is set. */
  refusal: string | undefined;
  afterEffect: (effect: string) => Promise<void> = async () => {};
  /** The reads of contents so far. */
  blobReads = 0;
  readonly #path: string;
  /** The commit of main that each branch began at. */
  readonly #forks = new Map<string, string>();
  #number = 0;

  static create(
    files: Record<string, string> = {},
    path = 'infra/environments',
  ): InMemoryPlatformRepository {
    return new InMemoryPlatformRepository(files, path);
  }

  private constructor(files: Record<string, string>, path: string) {
    this.#path = path;
    const entries = Object.entries(files).map(
      ([name, text]) => [`${path}/${name}`, text] as const,
    );
    this.branches.set('main', this.#commit(new Map(entries), 'first'));
  }

  /** Commits a file to main by hand; undefined takes it away. */
  push(name: string, text: string | undefined): void {
    const files = new Map(this.#filesAt('main'));
    const path = `${this.#path}/${name}`;
    if (text === undefined) files.delete(path);
    else files.set(path, text);
    this.branches.set('main', this.#commit(files, `push ${name}`));
  }

  /** Adds a commit to a branch by hand, as somebody does who has a clone. */
  pushTo(branch: string, name: string, text: string): void {
    const files = new Map(this.#filesAt(branch));
    files.set(`${this.#path}/${name}`, text);
    this.#moveBranch(branch, this.#commit(files, `push to ${branch}`));
  }

  /** The text of a file on main. */
  textOf(name: string): string | undefined {
    return this.#filesAt('main').get(`${this.#path}/${name}`);
  }

  /** Merges or closes a pull request by hand. */
  finishByHand(number: number, state: 'merged' | 'closed'): void {
    const pull = this.#pull(number);
    if (state === 'merged') this.#mergeNow(pull);
    else pull.state = 'closed';
  }

  async readHead(): Promise<string> {
    this.#answer();
    return this.#tip('main');
  }

  async listFiles(commit: string): Promise<PlatformFile[]> {
    this.#answer();
    return [...this.#filesAt(commit)]
      .filter(([path]) => path.startsWith(`${this.#path}/`))
      .map(([path, text]) => ({
        name: path.slice(this.#path.length + 1),
        path,
        sha: sha(text),
        sizeBytes: Buffer.byteLength(text),
      }));
  }

  async readBlob(blob: string): Promise<string> {
    this.#answer();
    this.blobReads += 1;
    for (const files of this.commits.values()) {
      for (const text of files.values()) if (sha(text) === blob) return text;
    }
    throw new GitHostError('not-found', `no blob ${blob}`, { status: 404 });
  }

  async findFile(ref: string, path: string): Promise<FileContent | undefined> {
    this.#answer();
    const text = this.#filesAt(ref).get(path);
    return text === undefined ? undefined : { sha: sha(text), text };
  }

  async findBranch(branch: string): Promise<string | undefined> {
    this.#answer();
    return this.branches.get(branch);
  }

  async createBranch(
    branch: string,
    commit: string,
  ): Promise<'created' | 'exists'> {
    this.#answer();
    if (this.branches.has(branch)) return 'exists';
    this.branches.set(branch, commit);
    this.#forks.set(branch, commit);
    await this.afterEffect('createBranch');
    return 'created';
  }

  async writeFile(file: FileToWrite): Promise<'written' | 'conflict'> {
    this.#answer();
    const files = new Map(this.#filesAt(file.branch));
    const before = files.get(file.path);
    const found = before === undefined ? undefined : sha(before);
    if (found !== file.replaces) return 'conflict';
    files.set(file.path, file.text);
    this.#moveBranch(file.branch, this.#commit(files, file.message));
    await this.afterEffect('writeFile');
    return 'written';
  }

  async findPullRequest(branch: string): Promise<PullRequest | undefined> {
    this.#answer();
    const pull = this.pullRequests.findLast(entry => entry.branch === branch);
    return pull && this.#view(pull);
  }

  async openPullRequest(request: {
    branch: string;
    title: string;
    body: string;
  }): Promise<PullRequest> {
    this.#answer();
    const open = this.pullRequests.find(
      ({ branch, state }) => branch === request.branch && state === 'open',
    );
    if (open) return this.#view(open);
    this.#number += 1;
    const pull: FakePullRequest = {
      ...request,
      number: this.#number,
      state: 'open',
      headSha: this.#tip(request.branch),
      mergeCommit: null,
    };
    this.pullRequests.push(pull);
    await this.afterEffect('openPullRequest');
    return this.#view(pull);
  }

  async readPullRequest(number: number): Promise<PullRequest> {
    this.#answer();
    return this.#view(this.#pull(number));
  }

  async listChangedPaths(number: number): Promise<string[]> {
    this.#answer();
    const { branch, headSha } = this.#pull(number);
    const before = this.#filesAt(this.#forks.get(branch) ?? 'main');
    const after = this.#filesAt(headSha);
    return [...new Set([...before.keys(), ...after.keys()])].filter(
      path => before.get(path) !== after.get(path),
    );
  }

  async closePullRequest(number: number): Promise<void> {
    this.#answer();
    this.#pull(number).state = 'closed';
    await this.afterEffect('closePullRequest');
  }

  async setStatus(status: CommitStatus): Promise<void> {
    this.#answer();
    this.statuses.push(status);
    await this.afterEffect('setStatus');
  }

  async merge({
    number,
    commit,
  }: {
    number: number;
    commit: string;
  }): Promise<MergeOutcome> {
    this.#answer();
    const pull = this.#pull(number);
    if (this.refusal) return { merged: false, reason: this.refusal };
    if (pull.state !== 'open' || pull.headSha !== commit) {
      return { merged: false, reason: 'Pull Request is not mergeable' };
    }
    const merged = this.#mergeNow(pull);
    await this.afterEffect('merge');
    return { merged: true, commit: merged };
  }

  #answer(): void {
    if (this.failure) throw this.failure;
  }

  #view({ number, state, headSha, mergeCommit }: FakePullRequest): PullRequest {
    const url = `https://git.example/acme/platform/pull/${number}`;
    return { number, url, state, headSha, mergeCommit };
  }

  #mergeNow(pull: FakePullRequest): string {
    const files = new Map([
      ...this.#filesAt('main'),
      ...this.#filesAt(pull.branch),
    ]);
    pull.state = 'merged';
    pull.mergeCommit = this.#commit(files, `merge ${pull.number}`);
    this.branches.set('main', pull.mergeCommit);
    return pull.mergeCommit;
  }

  #moveBranch(branch: string, commit: string): void {
    this.branches.set(branch, commit);
    for (const pull of this.pullRequests) {
      if (pull.branch === branch && pull.state === 'open')
        pull.headSha = commit;
    }
  }

  #commit(files: Files, message: string): string {
    const commit = sha(
      `${message} ${this.commits.size} ${JSON.stringify([...files])}`,
    );
    this.commits.set(commit, files);
    return commit;
  }

  #filesAt(ref: string): Files {
    return this.commits.get(this.branches.get(ref) ?? ref) ?? new Map();
  }

  #tip(branch: string): string {
    const commit = this.branches.get(branch);
    if (!commit) throw new GitHostError('not-found', `no branch ${branch}`);
    return commit;
  }

  #pull(number: number): FakePullRequest {
    const pull = this.pullRequests.find(entry => entry.number === number);
    if (!pull) throw new GitHostError('not-found', `no pull request ${number}`);
    return pull;
  }
}
