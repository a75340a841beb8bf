import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  deploymentTime,
  type Deployment,
  type DeploymentList,
  type DeploymentListQuery,
} from '@portico/plugin-deployments-common';
import type { DeploymentStore } from '../database/DeploymentStore';
import { NO_TIME, storedTime } from '../database/storedTime';
import { readCursor, toCursor } from './cursor';
import type { DeploymentAccess } from './DeploymentAccess';

/** Where a list goes on after a deployment. */
export function cursorAfter(deployment: Deployment): string {
  const at = storedTime(deploymentTime(deployment)) ?? NO_TIME;
  return toCursor({ at, id: deployment.id });
}

/** The history, as those who may see it see it. */
export class DeploymentService {
  readonly #deployments: DeploymentStore;
  readonly #access: DeploymentAccess;

  static create(options: {
    deployments: DeploymentStore;
    access: DeploymentAccess;
  }): DeploymentService {
    return new DeploymentService(options.deployments, options.access);
  }

  private constructor(deployments: DeploymentStore, access: DeploymentAccess) {
    this.#deployments = deployments;
    this.#access = access;
  }

  /** Deployments, newest first. */
  async list(
    query: DeploymentListQuery,
    credentials: BackstageCredentials,
  ): Promise<DeploymentList> {
    const after = readCursor(query.cursor);
    const found = await this.#deployments.list({
      entityRefs: await this.#access.readable(query.entityRef, credentials),
      environments: query.environment,
      statuses: query.status,
      from: query.from,
      to: query.to,
      after,
      limit: query.limit + 1,
    });
    const items = found.slice(0, query.limit);
    return found.length > items.length
      ? { items, nextCursor: cursorAfter(items[items.length - 1]) }
      : { items };
  }
}
