import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  DeploymentList,
  DeploymentStatus,
  DoraReport,
  IncidentList,
  Matrix,
  MatrixCell,
  Promotion,
  PromotionRequest,
} from '@portico/plugin-deployments-common';
import type { SourceStatus } from '@portico/plugin-timeline-common';

/** How a request is made. */
export interface RequestOptions {
  signal?: AbortSignal;
}

/** How the row of a service is asked for. */
export interface RowRequestOptions extends RequestOptions {
  /** When the portal told of news, in milliseconds: an answer to an older question will not do. */
  newsAt?: number;
}

/** One service in all environments; no cells where nothing is known of it anywhere. */
export interface ServiceRow {
  entityRef: string;
  cells: MatrixCell[];
  /** The environments in the order in which versions move through them. */
  environments: string[];
  asOf: string;
}

/** Which deployments, newest first. */
export interface DeploymentQuery {
  entityRef?: string;
  environment?: string;
  status?: readonly DeploymentStatus[];
  limit?: number;
  cursor?: string;
}

/** Which incidents, newest first. */
export interface IncidentQuery {
  entityRef?: string;
  environment?: string;
  limit?: number;
}

/** Which deployments the DORA metrics are made of; the server chooses what is left out. */
export interface DoraQuestion {
  entityRef?: string;
  environment?: string;
  from: string;
  to: string;
  zone: string;
}

/** What runs where, what was deployed when, and how to ask for another version. */
export interface DeploymentsApi {
  /** One service in all environments. Whoever asks for the same at the same time shares one call. */
  getRow(entityRef: string, options?: RowRequestOptions): Promise<ServiceRow>;
  /** All services that the reader may see. */
  getMatrix(options?: RequestOptions): Promise<Matrix>;
  listDeployments(
    query: DeploymentQuery,
    options?: RequestOptions,
  ): Promise<DeploymentList>;
  listIncidents(
    query: IncidentQuery,
    options?: RequestOptions,
  ): Promise<IncidentList>;
  getDora(query: DoraQuestion, options?: RequestOptions): Promise<DoraReport>;
  /** Opens a pull request that gives an environment another version, newer or older. */
  promote(
    request: PromotionRequest,
    options?: RequestOptions,
  ): Promise<Promotion>;
  /** The far ends that the backend depends on, and how they are. */
  listSources(options?: RequestOptions): Promise<SourceStatus[]>;
}

/** The API of the deployments plugin. */
export const deploymentsApiRef = createApiRef<DeploymentsApi>().with({
  id: 'plugin.deployments.service',
  pluginId: 'deployments',
});
