import { ChangeState } from '@portico/plugin-environments-common';
import { Knex } from 'knex';

/** Which changes a list holds. */
export interface ChangeListFilter {
  /** The person and their groups: what concerns none of them is left out. */
  visibleTo?: { user: string; refs: readonly string[] };
  states?: readonly ChangeState[];
  name?: string;
  requestedBy?: string;
  /** What waits for a decision of this person, for one of these groups. */
  decidableBy?: { user: string; refs: readonly string[] };
  /** Continues after this change. */
  after?: { requestedAt: string; id: string };
  limit: number;
}

/** Leaves those changes in a query that a filter names. */
export function narrowChanges(
  knex: Knex,
  query: Knex.QueryBuilder,
  {
    states,
    name,
    requestedBy,
    visibleTo,
    decidableBy,
    after,
  }: ChangeListFilter,
): void {
  const approvalsOf = (refs: readonly string[]) =>
    knex('change_approvals')
      .whereRaw('change_approvals.change_id = changes.id')
      .whereIn('group_ref', [...refs]);
  if (states) query.whereIn('state', [...states]);
  if (name) query.where('environment', name);
  if (requestedBy) query.where('requested_by', requestedBy);
  if (visibleTo) {
    query.where(visible =>
      visible
        .where('requested_by', visibleTo.user)
        .orWhereIn('owner', [...visibleTo.refs])
        .orWhereExists(approvalsOf(visibleTo.refs)),
    );
  }
  if (decidableBy) {
    query
      .where('state', 'pending-approval')
      .whereNot('requested_by', decidableBy.user)
      .whereExists(approvalsOf(decidableBy.refs).whereNull('decided_by'));
  }
  if (after) {
    query.where(older =>
      older
        .where('requested_at', '<', after.requestedAt)
        .orWhere(same =>
          same
            .where('requested_at', after.requestedAt)
            .where('id', '<', after.id),
        ),
    );
  }
}
