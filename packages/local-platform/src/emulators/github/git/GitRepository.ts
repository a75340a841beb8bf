import { GitResult, GitRunOptions, GitRunner } from './GitRunner';
import {
  GitCommit,
  GitObject,
  GitRef,
  parseCommit,
  parseObjectBatch,
  serializeCommit,
  ZERO_ID,
} from './gitObjects';
import { isAbbreviatedObjectId, isObjectId, isRefName } from './names';

/** A change of one ref; `from` or `to` is {@link ZERO_ID} for "not there". */
export interface RefChange {
  name: string;
  from: string;
  to: string;
}

/** A ref that was not where the change expected it. */
export class RefMovedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RefMovedError';
  }
}

/** Refs that clients may name. */
const VISIBLE_REFS = /^refs\/(heads|tags|pull)\//;

/**
 * A bare repository: its objects and refs. Expressions go to git by its
 * standard input, one a line, and are made of checked names only.
 */
export class GitRepository {
  readonly directory: string;
  readonly runner: GitRunner;

  constructor(directory: string, runner: GitRunner) {
    this.directory = directory;
    this.runner = runner;
  }

  /** Makes an empty bare repository whose HEAD is `defaultBranch`. */
  static async create(
    directory: string,
    runner: GitRunner,
    defaultBranch: string,
  ): Promise<GitRepository> {
    const name = `--initial-branch=${defaultBranch}`;
    await runner.run(['init', '--quiet', '--bare', name, '--', directory]);
    return new GitRepository(directory, runner);
  }

  run(
    args: readonly string[],
    options: GitRunOptions = {},
  ): Promise<GitResult> {
    return this.runner.run(args, {
      cwd: this.directory,
      ...options,
      env: { GIT_DIR: this.directory, ...options.env },
    });
  }

  /** The object that the first expression to name one stands for. */
  async resolveFirst(
    expressions: readonly string[],
  ): Promise<{ sha: string; type: string; size: number } | undefined> {
    if (expressions.length === 0) {
      return undefined;
    }
    const { stdout } = await this.run(['cat-file', '--batch-check'], {
      input: `${expressions.join('\n')}\n`,
    });
    for (const line of stdout.toString('utf8').split('\n')) {
      const match = /^([0-9a-f]{40}) (\w+) (\d+)$/.exec(line);
      if (match) {
        return { sha: match[1], type: match[2], size: Number(match[3]) };
      }
    }
    return undefined;
  }

  /** What kind each of these objects is; those that aren't there are left out. */
  async readTypes(shas: readonly string[]): Promise<Map<string, string>> {
    const wanted = shas.filter(isObjectId);
    const { stdout } = await this.run(['cat-file', '--batch-check'], {
      input: wanted.map(sha => `${sha}\n`).join(''),
    });
    const lines = stdout.toString('utf8').split('\n');
    const matches = lines.map(line => /^([0-9a-f]{40}) (\w+) \d+$/.exec(line));
    return new Map(
      matches
        .filter(match => match !== null)
        .map(([, sha, type]) => [sha, type]),
    );
  }

  /** The commit that a branch, tag, `heads/x`, `pull/1/head` or id names. */
  async resolveCommit(ref: string): Promise<string | undefined> {
    const found = await this.resolveFirst(
      refExpressions(ref).map(expression => `${expression}^{commit}`),
    );
    return found?.sha;
  }

  /** The tree that a ref, a commit or a tree id names. */
  async resolveTree(ref: string): Promise<string | undefined> {
    const found = await this.resolveFirst(
      refExpressions(ref).map(expression => `${expression}^{tree}`),
    );
    return found?.sha;
  }

  async readObjects(shas: readonly string[]): Promise<GitObject[]> {
    const wanted = shas.filter(isObjectId);
    if (wanted.length === 0) {
      return [];
    }
    const { stdout } = await this.run(['cat-file', '--batch'], {
      input: `${wanted.join('\n')}\n`,
    });
    return parseObjectBatch(stdout);
  }

  async readCommits(shas: readonly string[]): Promise<GitCommit[]> {
    const objects = await this.readObjects(shas);
    return objects.filter(object => object.type === 'commit').map(parseCommit);
  }

  async readCommit(sha: string): Promise<GitCommit | undefined> {
    return (await this.readCommits([sha]))[0];
  }

  async readBlob(sha: string): Promise<Buffer | undefined> {
    const [object] = await this.readObjects([sha]);
    return object?.type === 'blob' ? object.content : undefined;
  }

  async writeBlob(content: Buffer | string): Promise<string> {
    return this.#hashObject('blob', content);
  }

  async writeCommit(commit: Omit<GitCommit, 'sha'>): Promise<string> {
    return this.#hashObject('commit', serializeCommit(commit));
  }

  async #hashObject(type: string, content: Buffer | string): Promise<string> {
    const { stdout } = await this.run(
      ['hash-object', '-t', type, '-w', '--stdin'],
      { input: content },
    );
    return stdout.toString('utf8').trim();
  }

  /** A ref by its full name. */
  async readRef(name: string): Promise<GitRef | undefined> {
    if (!isRefName(name)) {
      return undefined;
    }
    const found = await this.resolveFirst([name]);
    return found && { name, sha: found.sha, type: found.type };
  }

  /** The refs below a prefix such as `refs/heads`, in order of their names. */
  async listRefs(prefix: string): Promise<GitRef[]> {
    const { stdout } = await this.run([
      'for-each-ref',
      '--format=%(objectname) %(objecttype) %(refname)',
      '--end-of-options',
      prefix,
    ]);
    return stdout
      .toString('utf8')
      .split('\n')
      .filter(line => line !== '')
      .map(line => {
        const [sha, type, ...name] = line.split(' ');
        return { sha, type, name: name.join(' ') };
      });
  }

  /** Changes refs, all or none; throws when one is not where it was expected. */
  async updateRefs(changes: readonly RefChange[]): Promise<void> {
    const commands = changes.map(({ name, from, to }) => {
      if (!isRefName(name) || !isObjectId(from) || !isObjectId(to)) {
        throw new Error(`Not a ref change: '${name}' from ${from} to ${to}`);
      }
      return to === ZERO_ID
        ? `delete ${name} ${from}`
        : `update ${name} ${to} ${from}`;
    });
    const { exitCode, stderr } = await this.run(['update-ref', '--stdin'], {
      input: `${commands.join('\n')}\n`,
      allowedExitCodes: [0, 1, 128],
    });
    if (exitCode !== 0) {
      throw new RefMovedError(stderr.trim());
    }
  }

  /** Names the default branch. */
  async setHead(branch: string): Promise<void> {
    await this.run(['symbolic-ref', 'HEAD', `refs/heads/${branch}`]);
  }

  /** Whether nothing was ever pushed. */
  async isEmpty(): Promise<boolean> {
    const { stdout } = await this.run(['for-each-ref', '--count=1']);
    return stdout.length === 0;
  }
}

/** The ways to read what a client calls a ref, in the order GitHub takes them. */
function refExpressions(ref: string): string[] {
  if (ref === 'HEAD') {
    return [ref];
  }
  const names: string[] = [];
  if (isRefName(ref)) {
    names.push(`refs/heads/${ref}`, `refs/tags/${ref}`, `refs/${ref}`, ref);
  }
  const expressions = names.filter(name => VISIBLE_REFS.test(name));
  return isAbbreviatedObjectId(ref) ? [...expressions, ref] : expressions;
}
