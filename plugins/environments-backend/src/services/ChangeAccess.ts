import { PermissionsService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  canDecide,
  ChangeRequest,
  environmentsChangeApprovePermission,
  isOpenChange,
} from '@portico/plugin-environments-common';
import { StoredChange, StoredChangeSummary } from '../database/StoredChange';
import { Requester } from './Requester';

/** Who may see, decide on and withdraw which change. */
export class ChangeAccess {
  readonly #permissions: PermissionsService;
  readonly #operators: string;

  static create(options: {
    permissions: PermissionsService;
    /** The group that runs the platform. */
    operators: string;
  }): ChangeAccess {
    return new ChangeAccess(options.permissions, options.operators);
  }

  private constructor(permissions: PermissionsService, operators: string) {
    this.#permissions = permissions;
    this.#operators = operators;
  }

  /** Throws unless the policy gives a person the permission. */
  async require(
    permission: BasicPermission,
    requester: Requester,
  ): Promise<void> {
    if (!(await this.#has(permission, requester))) {
      throw new NotAllowedError(
        `You need the permission ${permission.name}; ask the platform team for it`,
      );
    }
  }

  /** Whether a person sees every change, because they run the platform. */
  seesAll({ refs }: Requester): boolean {
    return refs.includes(this.#operators);
  }

  /** Whether a change concerns a person: as requester, owner or approver. */
  canSee(
    change: Pick<StoredChangeSummary, 'requestedBy' | 'owner' | 'approvals'>,
    requester: Requester,
  ): boolean {
    const { user, refs } = requester;
    return (
      this.seesAll(requester) ||
      change.requestedBy === user ||
      refs.includes(change.owner) ||
      change.approvals.some(({ group }) => refs.includes(group))
    );
  }

  /** Whether a person may take a change back. */
  canWithdraw(
    change: Pick<StoredChangeSummary, 'requestedBy' | 'state'>,
    requester: Requester,
  ): boolean {
    return (
      isOpenChange(change.state) &&
      (change.requestedBy === requester.user || this.seesAll(requester))
    );
  }

  /** What a person may do with a change, and why not. */
  async viewer(
    change: StoredChangeSummary | StoredChange,
    requester: Requester,
    mayApprove?: boolean,
  ): Promise<ChangeRequest['viewer']> {
    const right = canDecide({
      change,
      user: requester.user,
      groups: requester.refs,
    });
    const mayWithdraw = this.canWithdraw(change, requester);
    if (!right.allowed) {
      return { mayDecide: false, mayWithdraw, reason: right.reason };
    }
    const permitted = mayApprove ?? (await this.mayApprove(requester));
    const reason = permitted
      ? null
      : `You need the permission ${environmentsChangeApprovePermission.name}.`;
    return { mayDecide: permitted, mayWithdraw, reason };
  }

  /** Whether the policy lets a person decide on changes at all. */
  async mayApprove(requester: Requester): Promise<boolean> {
    return this.#has(environmentsChangeApprovePermission, requester);
  }

  async #has(
    permission: BasicPermission,
    { credentials }: Requester,
  ): Promise<boolean> {
    const [{ result }] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    return result === AuthorizeResult.ALLOW;
  }
}
