import { EmulatorContext } from '../context';
import { GitRepository, RefChange } from '../git/GitRepository';
import { ZERO_ID } from '../git/gitObjects';
import { listTree, writeTree } from '../git/trees';
import { followRefChanges, measureSize } from '../services/changeRefs';
import {
  HostedRepository,
  RepositoryTransaction,
} from '../store/HostedRepository';
import { RepositoryExistsError } from '../store/RepositoryHost';
import { CheckoutTree, checkoutTree, SkippedFile } from './checkoutTree';
import { Combination, combineTrees, Files } from './combineTrees';

/** What is seeded, and from where. */
export interface SeedRequest {
  owner: string;
  repo: string;
  /** The folder of the checkout. */
  source: string;
  description?: string;
  /** Folders where the host alone decides after the first seed. Default: `infra/environments`. */
  hostOwned?: readonly string[];
  /** Folders of the checkout that are left out, beside the emulator's own. */
  exclude?: readonly string[];
}

/** What became of a seed. */
export interface SeedResult {
  status: 'seeded' | 'updated' | 'unchanged';
  /** What the default branch points at now. */
  commit: string;
  branch: string;
  /** Paths that were brought from the checkout; empty at the first seed, which brings all. */
  changed: string[];
  /** Changed in the checkout and on the host: the host's version stays. */
  conflicts: string[];
  /** Changed in the checkout where the host alone decides. */
  keptByHost: string[];
  skipped: SkippedFile[];
}

/** Remembers the checkout as it was seeded last. */
const SEED_REF = 'refs/portico/seed';
const DEFAULT_HOST_OWNED = ['infra/environments'];
const SEEDER = { name: 'Portico', email: 'portico@users.noreply.localhost' };

/**
 * Brings a checkout to the host: all of it the first time, and later what
 * changed in it since, as a commit on top of the host's default branch. What
 * changed on the host stays. It is the host's own work: the rules of protected
 * branches don't hold it up, and history is never rewritten.
 */
export async function seedRepository(
  context: EmulatorContext,
  request: SeedRequest,
): Promise<SeedResult> {
  const repository = await repositoryFor(context, request);
  const exclude = [context.dataDir, ...(request.exclude ?? [])];
  const checkout = await checkoutTree(repository.git, request.source, exclude);
  return repository.exclusive(async transaction => {
    const { git, state } = transaction;
    const branch = `refs/heads/${state.defaultBranch}`;
    const [main, seed] = [
      await git.readRef(branch),
      await git.readRef(SEED_REF),
    ];
    const at = {
      main: main?.sha,
      seed: seed?.sha,
      sender: context.accounts.main.login,
    };
    return at.main
      ? bringChanges(transaction, request, checkout, { ...at, main: at.main })
      : bringAll(transaction, checkout, at);
  });
}

/** Where a seed finds the repository, and in whose name it changes it. */
interface SeedPlace {
  seed: string | undefined;
  sender: string;
}

async function repositoryFor(
  { host }: EmulatorContext,
  { owner, repo, description }: SeedRequest,
): Promise<HostedRepository> {
  const found = host.find(owner, repo);
  if (found) {
    return found;
  }
  try {
    return await host.create({ owner, name: repo, description });
  } catch (error) {
    const other = host.find(owner, repo);
    if (error instanceof RepositoryExistsError && other) {
      return other;
    }
    throw error;
  }
}

async function bringAll(
  transaction: RepositoryTransaction,
  { tree, skipped }: CheckoutTree,
  { seed, sender }: SeedPlace,
): Promise<SeedResult> {
  const { state } = transaction;
  const commit = await writeCommit(transaction, {
    tree,
    parents: [],
    message: 'Seed the repository from the checkout',
  });
  const branch = `refs/heads/${state.defaultBranch}`;
  const changes = [
    { name: branch, from: ZERO_ID, to: commit },
    { name: SEED_REF, from: seed ?? ZERO_ID, to: commit },
  ];
  await apply(transaction, changes, sender);
  return {
    status: 'seeded',
    commit,
    branch: state.defaultBranch,
    changed: [],
    conflicts: [],
    keptByHost: [],
    skipped,
  };
}

async function bringChanges(
  transaction: RepositoryTransaction,
  request: SeedRequest,
  { tree, skipped }: CheckoutTree,
  at: SeedPlace & { main: string },
): Promise<SeedResult> {
  const { git, state } = transaction;
  const owned = request.hostOwned ?? DEFAULT_HOST_OWNED;
  const combination = combineTrees(
    at.seed ? await filesOf(git, at.seed) : new Map(),
    await filesOf(git, at.main),
    await filesOf(git, tree),
    path =>
      owned.some(folder => path === folder || path.startsWith(`${folder}/`)),
  );
  const { changes, conflicts, keptByHost } = combination;
  const commit = await commitChanges(transaction, at.main, combination);
  const refs = [
    { name: `refs/heads/${state.defaultBranch}`, from: at.main, to: commit },
    await seedChange(transaction, at.seed, tree),
  ];
  await apply(transaction, refs, at.sender);
  return {
    status: changes.length > 0 ? 'updated' : 'unchanged',
    commit,
    branch: state.defaultBranch,
    changed: changes.map(({ path }) => path),
    conflicts,
    keptByHost,
    skipped,
  };
}

async function commitChanges(
  transaction: RepositoryTransaction,
  main: string,
  { changes, conflicts }: Combination,
): Promise<string> {
  if (changes.length === 0) {
    return main;
  }
  const kept = conflicts.map(path => `- ${path}`);
  const note =
    kept.length > 0
      ? `\n\nChanged on both sides, kept as they are here:\n${kept.join('\n')}`
      : '';
  return writeCommit(transaction, {
    tree: await writeTree(transaction.git, main, changes),
    parents: [main],
    message: `Bring in what changed in the checkout${note}`,
  });
}

/** The seed ref moves to the checkout as it is now, also where the host kept its own. */
async function seedChange(
  transaction: RepositoryTransaction,
  seed: string | undefined,
  tree: string,
): Promise<RefChange> {
  const before = seed && (await transaction.git.readCommit(seed));
  const to =
    before && before.tree === tree
      ? before.sha
      : await writeCommit(transaction, {
          tree,
          parents: seed ? [seed] : [],
          message: 'The checkout as it was seeded',
        });
  return { name: SEED_REF, from: seed ?? ZERO_ID, to };
}

async function apply(
  transaction: RepositoryTransaction,
  changes: readonly RefChange[],
  sender: string,
): Promise<void> {
  const moved = changes.filter(({ from, to }) => from !== to);
  if (moved.length > 0) {
    await transaction.git.updateRefs(moved);
    await followRefChanges(transaction, moved, sender);
    await measureSize(transaction);
  }
}

function writeCommit(
  { git, now }: RepositoryTransaction,
  commit: { tree: string; parents: string[]; message: string },
): Promise<string> {
  const signature = { ...SEEDER, date: now };
  return git.writeCommit({
    ...commit,
    author: signature,
    committer: signature,
  });
}

async function filesOf(git: GitRepository, tree: string): Promise<Files> {
  const entries = await listTree(git, tree, { recursive: true });
  return new Map(
    entries
      .filter(({ type }) => type !== 'tree')
      .map(({ path, mode, sha }) => [path, { mode, sha }]),
  );
}
