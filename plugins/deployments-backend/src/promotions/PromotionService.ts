import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  deploymentsPromotePermission,
  type Promotion,
  type PromotionRequest,
} from '@portico/plugin-deployments-common';
import type { NamesSource } from '../services/NamesSource';
import { GithubError } from '../sources/github/GithubError';
import type { Promoter } from './Promoter';

/** Who asks for a promotion. */
export interface PromotionRequester {
  userEntityRef: string;
  credentials: BackstageCredentials;
}

/** What the service works with. */
export interface PromotionServiceOptions {
  promoter: Promoter;
  names: NamesSource;
  permissions: PermissionsService;
}

/** Asks for other versions in environments, for those who may. */
export class PromotionService {
  readonly #options: PromotionServiceOptions;

  static create(options: PromotionServiceOptions): PromotionService {
    return new PromotionService(options);
  }

  private constructor(options: PromotionServiceOptions) {
    this.#options = options;
  }

  /** Opens a pull request, or finds the open one that asks for the same. */
  async promote(
    request: PromotionRequest,
    requester: PromotionRequester,
  ): Promise<Promotion> {
    const { promoter, names, permissions } = this.#options;
    const known = await names.current();
    const entityRef = known.entityRefOf(request.entityRef);
    const [{ result }] = await permissions.authorize(
      [
        {
          permission: deploymentsPromotePermission,
          // What is not there is as forbidden as what may not be seen.
          resourceRef: entityRef ?? request.entityRef,
        },
      ],
      { credentials: requester.credentials },
    );
    if (entityRef === null || result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You need the permission ${deploymentsPromotePermission.name} for ${request.entityRef}`,
      );
    }
    const environment = known.environmentOf(request.environment);
    if (environment === null) {
      throw new InputError(`There is no environment ${request.environment}`);
    }
    try {
      return await promoter.promote({
        ...request,
        entityRef,
        environment,
        image: parseEntityRef(entityRef).name,
        requester: requester.userEntityRef,
      });
    } catch (error) {
      if (error instanceof GithubError) {
        throw new ServiceUnavailableError(error.message);
      }
      throw error;
    }
  }
}
