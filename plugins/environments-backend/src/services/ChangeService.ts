import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  canDecide,
  changeListQuerySchema,
  ChangeList,
  ChangeRequest,
  environmentsChangeApprovePermission,
  environmentsChangeReadPermission,
  isFullyApproved,
} from '@portico/plugin-environments-common';
import { z } from 'zod/v4';
import { ChangeStore } from '../database/ChangeStore';
import { PipelineRunStore } from '../database/PipelineRunStore';
import { ChangeUpdate, StoredChange } from '../database/StoredChange';
import { ChangeAccess } from './ChangeAccess';
import { happen, remark } from './changeEvents';
import { toChangeRequest, toChangeSummary } from './changeViews';
import { DecisionRefusedError } from './DecisionRefusedError';
import { Requester } from './Requester';

/** What the service works with. */
export interface ChangeServiceOptions {
  changes: ChangeStore;
  runs: PipelineRunStore;
  access: ChangeAccess;
  /** Called with each change that needs nobody's yes any more. */
  onApproved: (id: string) => void;
  /** Called with each change that left a pull request open behind it. */
  onEnded: (id: string) => void;
  now?: () => Date;
}

/** The query of a list, as its schema has read it. */
export type ChangeQuery = z.output<typeof changeListQuerySchema>;

const cursorSchema = z.object({
  requestedAt: z.iso.datetime(),
  id: z.uuid(),
});

function readCursor(cursor: string) {
  try {
    const text = Buffer.from(cursor, 'base64url').toString('utf8');
    return cursorSchema.parse(JSON.parse(text));
  } catch {
    throw new InputError('cursor is not one that this list has given');
  }
}

function cursorOf({
  requestedAt,
  id,
}: Pick<StoredChange, 'requestedAt' | 'id'>): string {
  return Buffer.from(JSON.stringify({ requestedAt, id })).toString('base64url');
}

/** Shows changes to those whom they concern, and takes their decisions. */
export class ChangeService {
  readonly #options: ChangeServiceOptions;
  readonly #now: () => Date;

  static create(options: ChangeServiceOptions): ChangeService {
    return new ChangeService(options);
  }

  private constructor(options: ChangeServiceOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** The changes that concern a person, newest first; others are not counted either. */
  async list(query: ChangeQuery, requester: Requester): Promise<ChangeList> {
    const { changes, runs, access } = this.#options;
    await access.require(environmentsChangeReadPermission, requester);
    const person = { user: requester.user, refs: requester.refs };
    const found = await changes.list({
      visibleTo: access.seesAll(requester) ? undefined : person,
      states: query.state,
      name: query.name,
      requestedBy: query.requester && requester.user,
      decidableBy: query.assignee && person,
      after: query.cursor === undefined ? undefined : readCursor(query.cursor),
      limit: query.limit + 1,
    });
    const page = found.slice(0, query.limit);
    const [runIds, mayApprove] = await Promise.all([
      runs.latestOfChanges(page.map(({ id }) => id)),
      access.mayApprove(requester),
    ]);
    const items = await Promise.all(
      page.map(async change =>
        toChangeSummary(
          change,
          runIds.get(change.id) ?? null,
          await access.viewer(change, requester, mayApprove),
        ),
      ),
    );
    const last = page.at(-1);
    return found.length > page.length && last
      ? { items, cursor: cursorOf(last) }
      : { items };
  }

  /** One change, if it concerns the person. */
  async get(id: string, requester: Requester): Promise<ChangeRequest> {
    await this.#options.access.require(
      environmentsChangeReadPermission,
      requester,
    );
    return this.show(await this.#find(id, requester), requester);
  }

  /** A change as a person sees it. */
  async show(
    change: StoredChange,
    requester: Requester,
  ): Promise<ChangeRequest> {
    const { changes, runs, access } = this.#options;
    const [history, runIds, viewer] = await Promise.all([
      changes.history(change.id),
      runs.latestOfChanges([change.id]),
      access.viewer(change, requester),
    ]);
    const runId = runIds.get(change.id) ?? null;
    return toChangeRequest(change, { history, runId, viewer });
  }

  /** Takes the decision of a person who is asked for it. */
  async decide(
    id: string,
    verdict: 'approved' | 'rejected',
    comment: string | undefined,
    requester: Requester,
  ): Promise<ChangeRequest> {
    const { access, changes, onApproved } = this.#options;
    await this.#find(id, requester);
    await access.require(environmentsChangeApprovePermission, requester);
    const at = this.#now().toISOString();
    const decision = {
      by: requester.user,
      at,
      verdict,
      comment: comment || null,
    };
    const decided = await changes.update(id, change =>
      this.#decided(change, decision, requester),
    );
    if (decided?.state === 'approved') onApproved(id);
    return this.show(existing(decided, id), requester);
  }

  /** Takes a change back, for its requester or those who run the platform. */
  async withdraw(
    id: string,
    comment: string | undefined,
    requester: Requester,
  ): Promise<ChangeRequest> {
    const { changes, access, onEnded } = this.#options;
    const found = await this.#find(id, requester);
    if (found.requestedBy !== requester.user && !access.seesAll(requester)) {
      throw new NotAllowedError(
        'Only the person who asked for a change can withdraw it',
      );
    }
    const withdrawn = await changes.update(id, change => {
      if (change.leaseUntil && change.leaseUntil > this.#now().toISOString()) {
        throw new ConflictError(
          'The change is being moved on at this moment; try again in a few seconds',
        );
      }
      return happen(change, {
        event: 'withdraw',
        actor: requester.user,
        comment: comment || null,
      });
    });
    onEnded(id);
    return this.show(existing(withdrawn, id), requester);
  }

  #decided(
    change: StoredChange,
    decision: {
      by: string;
      at: string;
      verdict: 'approved' | 'rejected';
      comment: string | null;
    },
    requester: Requester,
  ): ChangeUpdate {
    const right = canDecide({
      change,
      user: requester.user,
      groups: requester.refs,
    });
    if (!right.allowed) {
      if (right.rule === 'not-pending') throw new ConflictError(right.reason);
      throw new DecisionRefusedError(right.rule, right.reason);
    }
    const approvals = change.approvals.map(approval =>
      right.groups.includes(approval.group)
        ? { ...approval, decision }
        : approval,
    );
    const { by: actor, comment } = decision;
    if (decision.verdict === 'rejected') {
      const patch = { approvals, stateReason: comment };
      return happen(change, { event: 'reject', actor, comment, patch });
    }
    return isFullyApproved(approvals)
      ? happen(change, {
          event: 'approve',
          actor,
          comment,
          patch: { approvals },
        })
      : remark(
          change,
          { event: 'approval-given', actor, comment },
          { approvals },
        );
  }

  /** A change that does not concern a person is as if it were not there. */
  async #find(id: string, requester: Requester): Promise<StoredChange> {
    const change = z.uuid().safeParse(id).success
      ? await this.#options.changes.get(id)
      : undefined;
    if (!change || !this.#options.access.canSee(change, requester)) {
      return existing(undefined, id);
    }
    return change;
  }
}

function existing(change: StoredChange | undefined, id: string): StoredChange {
  if (!change) throw new NotFoundError(`There is no change ${id.slice(0, 64)}`);
  return change;
}
