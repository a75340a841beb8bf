import {
  BackstageCredentials,
  BackstageUserInfo,
} from '@backstage/backend-plugin-api';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isResourcePermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  createScaffolderTaskConditionalDecision,
  scaffolderTaskConditions,
} from '@backstage/plugin-scaffolder-backend/alpha';
import { Grant, POLICY_TABLE, PolicyRow } from './policyTable';

const DENY: PolicyDecision = { result: AuthorizeResult.DENY };
const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };

/** What tells who a signed-in person is; `coreServices.userInfo` does. */
export type UserInfoSource = {
  getUserInfo(credentials: BackstageCredentials): Promise<BackstageUserInfo>;
};

/** The best grant that a row gives to somebody with these ownership refs. */
function grantOf(row: PolicyRow, ownershipRefs: string[]): Grant | undefined {
  const grants = [
    row.everyone,
    ...ownershipRefs.map(ref => row.groups?.[ref]),
  ].filter(grant => grant !== undefined);
  return grants.includes('allow') ? 'allow' : grants[0];
}

/** The decision that leaves to a person what is the person's own. */
function ownOnly(
  permission: Permission,
  info: BackstageUserInfo,
): PolicyDecision {
  if (isResourcePermission(permission, 'catalog-entity')) {
    return createCatalogConditionalDecision(
      permission,
      catalogConditions.isEntityOwner({ claims: info.ownershipEntityRefs }),
    );
  }
  if (isResourcePermission(permission, 'scaffolder-task')) {
    return createScaffolderTaskConditionalDecision(
      permission,
      scaffolderTaskConditions.isTaskOwner({ createdBy: [info.userEntityRef] }),
    );
  }
  return DENY;
}

/** Decides by {@link POLICY_TABLE}; what has no row is denied. */
export class PorticoPolicy implements PermissionPolicy {
  readonly #userInfo: UserInfoSource;
  readonly #rows: Map<string, PolicyRow>;

  static create(options: {
    userInfo: UserInfoSource;
    table?: readonly PolicyRow[];
  }) {
    return new PorticoPolicy(options.userInfo, options.table ?? POLICY_TABLE);
  }

  private constructor(userInfo: UserInfoSource, table: readonly PolicyRow[]) {
    this.#userInfo = userInfo;
    this.#rows = new Map(table.map(row => [row.permission, row]));
  }

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const row = this.#rows.get(request.permission.name);
    if (!user || !row) {
      return DENY;
    }
    const info = await this.#userInfo.getUserInfo(user.credentials);
    switch (grantOf(row, info.ownershipEntityRefs)) {
      case 'allow':
        return ALLOW;
      case 'own':
        return ownOnly(request.permission, info);
      default:
        return DENY;
    }
  }
}
