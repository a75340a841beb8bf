import { RefChange } from '../git/GitRepository';
import { ZERO_ID } from '../git/gitObjects';
import { RepositoryTransaction } from '../store/HostedRepository';
import { followInPulls } from './followInPulls';
import { refuseRefChange } from './protection';

const HEADS = 'refs/heads/';

/** A change that the rules of a protected branch refuse. */
export class ProtectedBranchError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ProtectedBranchError';
  }
}

/**
 * Changes refs on behalf of someone: the rules of protected branches hold,
 * pull requests follow their branches, and webhooks are told.
 */
export async function changeRefs(
  transaction: RepositoryTransaction,
  changes: readonly RefChange[],
  sender: string,
): Promise<void> {
  for (const change of changes) {
    const refusal = await refuseRefChange(
      transaction.state,
      transaction.git,
      change,
    );
    if (refusal) {
      throw new ProtectedBranchError(refusal);
    }
  }
  await transaction.git.updateRefs(changes);
  await followRefChanges(transaction, changes, sender);
}

/** Brings everything up to date after refs have changed. */
export async function followRefChanges(
  transaction: RepositoryTransaction,
  changes: readonly RefChange[],
  sender: string,
): Promise<void> {
  const { state } = transaction;
  const told = changes.filter(({ name }) => /^refs\/(heads|tags)\//.test(name));
  if (told.length === 0) {
    return;
  }
  state.pushedAt = transaction.now;
  state.updatedAt = transaction.now;
  // Counting the objects takes a command of its own: single commits go uncounted.
  if (state.sizeKb === 0) {
    await measureSize(transaction);
  }
  told.forEach(change => transaction.emit({ type: 'push', change, sender }));
  await adoptDefaultBranch(transaction, told);
  await followInPulls(transaction, told, sender);
}

/** The first branch of an empty repository becomes its default, as on GitHub. */
async function adoptDefaultBranch(
  { state, git }: RepositoryTransaction,
  changes: readonly RefChange[],
): Promise<void> {
  const begun = changes.filter(
    ({ name, from }) => name.startsWith(HEADS) && from === ZERO_ID,
  );
  const current = `${HEADS}${state.defaultBranch}`;
  const [created] = begun;
  const isThere =
    begun.some(({ name }) => name === current) ||
    (created && (await git.readRef(current)));
  if (!created || isThere) {
    return;
  }
  const branch = created.name.slice(HEADS.length);
  await git.setHead(branch);
  state.defaultBranch = branch;
}

/** Notes how much a repository holds. */
export async function measureSize({
  git,
  state,
}: Pick<RepositoryTransaction, 'git' | 'state'>): Promise<void> {
  const { stdout } = await git.run(['count-objects', '-v']);
  state.sizeKb = sizeFrom(stdout.toString('utf8'));
}

/** The sum of what `git count-objects -v` tells in KiB. */
function sizeFrom(text: string): number {
  const value = (name: string) =>
    Number(new RegExp(`^${name}: (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  return value('size') + value('size-pack');
}
