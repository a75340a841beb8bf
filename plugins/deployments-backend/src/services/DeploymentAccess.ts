import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { deploymentsReadPermission } from '@portico/plugin-deployments-common';

/** What access hangs on. */
export interface DeploymentAccessOptions {
  permissions: PermissionsService;
  /** The components of which anything is known. */
  knownRefs: () => Promise<string[]>;
}

/** Who may read of which component: the policy decides on its entity of the catalog. */
export class DeploymentAccess {
  readonly #options: DeploymentAccessOptions;

  static create(options: DeploymentAccessOptions): DeploymentAccess {
    return new DeploymentAccess(options);
  }

  private constructor(options: DeploymentAccessOptions) {
    this.#options = options;
  }

  /**
   * Those of the components that somebody may read. The policy is asked once; only where it
   * decides by the entity it is asked once more, of all entities together.
   *
   * @param asked - references; undefined for all that there are
   * @returns undefined for all that there are
   */
  async readable(
    asked: readonly string[] | undefined,
    credentials: BackstageCredentials,
  ): Promise<readonly string[] | undefined> {
    const { permissions, knownRefs } = this.#options;
    const [{ result }] = await permissions.authorizeConditional(
      [{ permission: deploymentsReadPermission }],
      { credentials },
    );
    if (result === AuthorizeResult.ALLOW) return asked;
    if (result === AuthorizeResult.DENY) return [];
    const refs = asked ?? (await knownRefs());
    if (refs.length === 0) return [];
    const decisions = await permissions.authorize(
      refs.map(resourceRef => ({
        permission: deploymentsReadPermission,
        resourceRef,
      })),
      { credentials },
    );
    return refs.filter(
      (_, index) => decisions[index].result === AuthorizeResult.ALLOW,
    );
  }

  /** Whether somebody may read of a component. */
  async mayRead(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    return (await this.readable([entityRef], credentials))?.length === 1;
  }
}
