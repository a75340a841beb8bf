import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { environmentsEnvironmentReadPermission } from '@portico/plugin-environments-common';
import { environmentRef } from './environmentViews';

/** Who may read which environment: the policy decides on its entity of the catalog. */
export class EnvironmentAccess {
  readonly #permissions: PermissionsService;

  static create(permissions: PermissionsService): EnvironmentAccess {
    return new EnvironmentAccess(permissions);
  }

  private constructor(permissions: PermissionsService) {
    this.#permissions = permissions;
  }

  /** Those of the environments that somebody may read, in one question. */
  async readable(
    names: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Set<string>> {
    if (names.length === 0) return new Set();
    const decisions = await this.#permissions.authorize(
      names.map(name => ({
        permission: environmentsEnvironmentReadPermission,
        resourceRef: environmentRef(name),
      })),
      { credentials },
    );
    return new Set(
      names.filter(
        (_, index) => decisions[index].result === AuthorizeResult.ALLOW,
      ),
    );
  }

  /** Whether somebody may read an environment. */
  async mayRead(
    name: string,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    return (await this.readable([name], credentials)).has(name);
  }
}
