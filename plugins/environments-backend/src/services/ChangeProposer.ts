import {
  ApprovalGroups,
  ApprovalRequirement,
  ChangeApproval,
  isEstimate,
  Quota,
  serializeEnvironmentSpec,
} from '@portico/plugin-environments-common';
import { ChangeStore } from '../database/ChangeStore';
import { ChangeUpdate, StoredChange } from '../database/StoredChange';
import { Evaluation } from '../sources/EnvironmentEvaluator';
import { PlatformRepository, PullRequest } from '../sources/PlatformRepository';
import { happen, PORTAL_ACTOR, remark } from './changeEvents';
import { environmentFilePath } from './environmentFilePath';
import { evaluationFields } from './evaluationFields';
import { findObstacle, superseded } from './findObstacle';
import { NotNowError } from './NotNowError';
import { PreviewService } from './PreviewService';
import { pullRequestBody, pullRequestTitle } from './pullRequestText';
import { requiredApprovals } from './requiredApprovals';

/** What proposing works with. */
export interface ChangeProposerOptions {
  changes: ChangeStore;
  repository: PlatformRepository;
  preview: PreviewService;
  groups: ApprovalGroups;
  /** The folder of the files. */
  path: string;
  /** The address of a change's page. */
  changeUrl: (id: string) => string;
}

/** The branch of a change: always the same, so that it is found again. */
export function branchOf(changeId: string): string {
  return `portico/${changeId}`;
}

/** Approvals that were given stay given, as long as their group is still asked. */
function keepDecisions(
  required: readonly ApprovalRequirement[],
  given: readonly ChangeApproval[],
): ChangeApproval[] {
  const decisions = new Map(given.map(entry => [entry.group, entry.decision]));
  return required.map(entry => ({
    ...entry,
    decision: decisions.get(entry.group) ?? null,
  }));
}

/**
 * Turns an approved change into a pull request. Each step looks first whether
 * it was done already, so that a portal that dies in between, or a second one
 * beside it, leaves one branch, one commit and one pull request.
 */
export class ChangeProposer {
  readonly #options: ChangeProposerOptions;

  static create(options: ChangeProposerOptions): ChangeProposer {
    return new ChangeProposer(options);
  }

  private constructor(options: ChangeProposerOptions) {
    this.#options = options;
  }

  /** Moves an approved change on; it stays approved only where this throws. */
  async propose(change: StoredChange): Promise<StoredChange | undefined> {
    const { changes } = this.#options;
    if (!change.estimate || !isEstimate(change.estimate)) {
      return this.#estimateAgain(change);
    }
    const update = await this.#prepare(change);
    return changes.update(change.id, current =>
      current.state === 'approved' ? update(current) : undefined,
    );
  }

  async #prepare(
    change: StoredChange,
  ): Promise<(current: StoredChange) => ChangeUpdate> {
    const { repository, changeUrl } = this.#options;
    const branch = branchOf(change.id);
    const existing = await repository.findPullRequest(branch);
    if (existing) return current => proposed(current, existing);
    const head = await repository.readHead();
    const obstacle = findObstacle(
      change,
      await repository.findFile(head, this.#pathOf(change)),
    );
    if (obstacle) return current => superseded(current, obstacle);
    await this.#writeBranch(change, branch, head);
    const pullRequest = await repository.openPullRequest({
      branch,
      title: pullRequestTitle(change),
      body: pullRequestBody(change, changeUrl(change.id)),
    });
    return current => proposed(current, pullRequest);
  }

  /** An approval without an estimate is not the last word: the estimate may ask for more. */
  async #estimateAgain(
    change: StoredChange,
  ): Promise<StoredChange | undefined> {
    const { changes, preview } = this.#options;
    const evaluation = await preview.evaluate(change.after, change.before);
    if (evaluation.status === 'unavailable') {
      throw new NotNowError(`It waits for an estimate: ${evaluation.reason}`);
    }
    const quota = await preview.quotaFor(change.after);
    return changes.update(change.id, current =>
      current.state === 'approved'
        ? this.#estimated(current, evaluation, quota)
        : undefined,
    );
  }

  #estimated(
    change: StoredChange,
    evaluation: Evaluation,
    quota: Quota | null,
  ): ChangeUpdate {
    const required = requiredApprovals(
      {
        kind: change.kind,
        spec: change.after,
        against: change.before,
        evaluation,
        quota,
        requesterRefs: change.requesterRefs,
      },
      this.#options.groups,
    );
    const approvals = keepDecisions(required, change.approvals);
    const fields = evaluationFields(evaluation, change.before);
    const waits = approvals.some(({ decision }) => decision === null);
    return waits
      ? happen(change, {
          event: 'require-approval',
          actor: PORTAL_ACTOR,
          comment: 'The estimate came late and asks for one more approval',
          patch: { ...fields, approvals },
        })
      : remark(
          change,
          { event: 'estimated', actor: PORTAL_ACTOR, comment: null },
          { ...fields, stateReason: null, attempts: 0, nextAttemptAt: null },
        );
  }

  /** Writes the file on the change's branch, over the content that was looked at and no other. */
  async #writeBranch(
    change: StoredChange,
    branch: string,
    head: string,
  ): Promise<void> {
    const { repository } = this.#options;
    const path = this.#pathOf(change);
    const text = serializeEnvironmentSpec(change.after);
    await repository.createBranch(branch, head);
    if ((await repository.findFile(branch, path))?.text === text) return;
    const outcome = await repository.writeFile({
      branch,
      path,
      text,
      message: pullRequestTitle(change),
      replaces: change.beforeSha ?? undefined,
    });
    if (outcome === 'written') return;
    // Another portal may have written it in this moment.
    if ((await repository.findFile(branch, path))?.text !== text) {
      throw new NotNowError(
        `Somebody has written to the branch ${branch}; delete it to go on`,
      );
    }
  }

  #pathOf({ name }: StoredChange): string {
    return environmentFilePath(this.#options.path, name);
  }
}

function proposed(
  change: StoredChange,
  pullRequest: PullRequest,
): ChangeUpdate {
  return happen(change, {
    event: 'propose',
    actor: PORTAL_ACTOR,
    comment: `Pull request #${pullRequest.number}`,
    patch: { pullRequest: { ...pullRequest, checkedSha: null } },
  });
}
