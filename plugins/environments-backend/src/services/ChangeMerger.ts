import { serializeEnvironmentSpec } from '@portico/plugin-environments-common';
import { ChangeStore } from '../database/ChangeStore';
import {
  ChangeUpdate,
  StoredChange,
  StoredPullRequest,
} from '../database/StoredChange';
import { PlatformRepository, PullRequest } from '../sources/PlatformRepository';
import { happen, PORTAL_ACTOR, remark } from './changeEvents';
import { environmentFilePath } from './environmentFilePath';
import { findObstacle, superseded } from './findObstacle';
import { NotNowError } from './NotNowError';
import {
  mergeMessage,
  pullRequestTitle,
  statusDescription,
} from './pullRequestText';

/** What merging works with. */
export interface ChangeMergerOptions {
  changes: ChangeStore;
  repository: PlatformRepository;
  /** The folder of the files. */
  path: string;
  /** The address of a change's page. */
  changeUrl: (id: string) => string;
}

/** A change whose pull request is open. */
type ProposedChange = StoredChange & { pullRequest: StoredPullRequest };

/** Merges the pull requests of proposed changes, and notices when people did something with them. */
export class ChangeMerger {
  readonly #options: ChangeMergerOptions;

  static create(options: ChangeMergerOptions): ChangeMerger {
    return new ChangeMerger(options);
  }

  private constructor(options: ChangeMergerOptions) {
    this.#options = options;
  }

  /** Moves a proposed change on; it stays proposed only where this throws. */
  async merge(change: ProposedChange): Promise<StoredChange | undefined> {
    const { repository, changeUrl } = this.#options;
    const { number, headSha } = change.pullRequest;
    const now = await repository.readPullRequest(number);
    if (now.state === 'merged') {
      return this.#write(change, current => foundMerged(current, now));
    }
    if (now.state === 'closed') {
      return this.#write(change, closedByHand);
    }
    if (now.headSha !== headSha || !(await this.#isAsAgreed(change))) {
      return this.#refuseForeignCommits(change, now);
    }
    const obstacle = await this.#findObstacle(change);
    if (obstacle) return this.#overtaken(change, obstacle);
    await this.#check(change);
    const outcome = await repository.merge({
      number,
      commit: headSha,
      title: pullRequestTitle(change),
      message: mergeMessage(change, changeUrl(change.id)),
    });
    if (!outcome.merged) return this.#refused(change, outcome.reason);
    return this.#write(change, current =>
      merged(current, { commit: outcome.commit, actor: PORTAL_ACTOR }),
    );
  }

  /** Closes the pull request that a change left behind when it ended. */
  async close(change: ProposedChange): Promise<StoredChange | undefined> {
    const { repository } = this.#options;
    const { number } = change.pullRequest;
    const { state } = await repository.readPullRequest(number);
    if (state === 'open') await repository.closePullRequest(number);
    const left = state === 'merged' ? 'merged' : 'closed';
    return this.#options.changes.update(change.id, ({ pullRequest }) =>
      pullRequest
        ? {
            patch: {
              pullRequest: { ...pullRequest, state: left },
              attempts: 0,
              nextAttemptAt: null,
            },
          }
        : undefined,
    );
  }

  /**
   * Whether the pull request holds the file that was agreed to, and nothing
   * else. The name of its branch is no secret: whoever may push can have laid
   * it out before the portal came to it.
   */
  async #isAsAgreed(change: ProposedChange): Promise<boolean> {
    const { repository, path } = this.#options;
    const { number, headSha } = change.pullRequest;
    const file = environmentFilePath(path, change.name);
    const [paths, content] = await Promise.all([
      repository.listChangedPaths(number),
      repository.findFile(headSha, file),
    ]);
    return (
      paths.length === 1 &&
      paths[0] === file &&
      content?.text === serializeEnvironmentSpec(change.after)
    );
  }

  /**
   * What was agreed to is this file instead of that one. Git would merge it
   * over any other file, too, as long as different lines were changed.
   */
  async #findObstacle(change: ProposedChange): Promise<string | undefined> {
    const { repository, path } = this.#options;
    const file = environmentFilePath(path, change.name);
    return findObstacle(
      change,
      await repository.findFile(await repository.readHead(), file),
    );
  }

  /** Ends a change whose file was changed under it; its pull request is closed with it. */
  async #overtaken(
    change: ProposedChange,
    reason: string,
  ): Promise<StoredChange | undefined> {
    const { repository } = this.#options;
    const now = await repository.readPullRequest(change.pullRequest.number);
    return this.#write(change, current =>
      // Git has the file because somebody has just merged it.
      now.state === 'merged'
        ? foundMerged(current, now)
        : superseded(current, reason),
    );
  }

  /** Sets the status of the commit that was agreed to, once. */
  async #check(change: ProposedChange): Promise<void> {
    const { repository, changeUrl } = this.#options;
    const { headSha, checkedSha } = change.pullRequest;
    if (checkedSha === headSha) return;
    await repository.setStatus({
      commit: headSha,
      state: 'success',
      description: statusDescription(change),
      targetUrl: changeUrl(change.id),
    });
    await this.#noteChecked(change, headSha);
  }

  async #refuseForeignCommits(
    change: ProposedChange,
    now: PullRequest,
  ): Promise<never> {
    const { repository, changeUrl } = this.#options;
    if (change.pullRequest.checkedSha !== now.headSha) {
      await repository.setStatus({
        commit: now.headSha,
        state: 'failure',
        description: 'The branch has commits that nobody has agreed to',
        targetUrl: changeUrl(change.id),
      });
      await this.#noteChecked(change, now.headSha);
    }
    const words = `Somebody has added commits to pull request #${now.number} or its branch. The portal merges only what was agreed to: take them out, or merge by hand`;
    await this.#noteRefusal(change, words, words);
    throw new NotNowError(words);
  }

  /** Tells once in the history why a merge waits; the state's reason repeats it. */
  async #noteRefusal(
    change: ProposedChange,
    stateReason: string,
    comment: string,
  ): Promise<void> {
    if (change.stateReason === stateReason) return;
    await this.#write(change, current =>
      remark(current, {
        event: 'merge-refused',
        actor: PORTAL_ACTOR,
        comment,
      }),
    );
  }

  async #noteChecked(change: ProposedChange, sha: string): Promise<void> {
    await this.#options.changes.update(change.id, ({ pullRequest }) =>
      pullRequest
        ? { patch: { pullRequest: { ...pullRequest, checkedSha: sha } } }
        : undefined,
    );
  }

  async #refused(
    change: ProposedChange,
    reason: string,
  ): Promise<StoredChange | undefined> {
    const { repository } = this.#options;
    const now = await repository.readPullRequest(change.pullRequest.number);
    if (now.state === 'merged') {
      // By another portal, or by this one before an answer got lost.
      return this.#write(change, current => foundMerged(current, now));
    }
    const words = `The Git host refused to merge: ${reason}`;
    await this.#noteRefusal(change, words, reason);
    throw new NotNowError(words);
  }

  async #write(
    change: ProposedChange,
    decide: (current: ProposedChange) => ChangeUpdate,
  ): Promise<StoredChange | undefined> {
    return this.#options.changes.update(change.id, current =>
      isProposed(current) ? decide(current) : undefined,
    );
  }
}

/** Whether a change has an open pull request that waits to be merged. */
export function isProposed(change: StoredChange): change is ProposedChange {
  return change.state === 'proposed' && change.pullRequest !== null;
}

function merged(
  { pullRequest, ...change }: ProposedChange,
  by: { commit: string | null; actor: string; comment?: string },
): ChangeUpdate {
  return happen(change, {
    event: 'merge',
    actor: by.actor,
    comment: by.comment,
    patch: {
      pullRequest: { ...pullRequest, state: 'merged' },
      mergeCommit: by.commit,
    },
  });
}

/** Merged by a person, or by a portal that died before it could note it. */
function foundMerged(
  change: ProposedChange,
  { number, mergeCommit }: PullRequest,
): ChangeUpdate {
  return merged(change, {
    commit: mergeCommit,
    actor: 'git',
    comment: `Pull request #${number} is merged on the Git host`,
  });
}

function closedByHand({
  pullRequest,
  ...change
}: ProposedChange): ChangeUpdate {
  const reason = `Pull request #${pullRequest.number} was closed on the Git host without a merge`;
  return happen(change, {
    event: 'close',
    actor: 'git',
    comment: reason,
    patch: {
      pullRequest: { ...pullRequest, state: 'closed' },
      stateReason: reason,
    },
  });
}
