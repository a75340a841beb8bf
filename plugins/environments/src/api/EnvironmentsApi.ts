import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  ChangeList,
  ChangeListQuery,
  ChangeRequest,
  CreateChangeRequest,
  EnvironmentList,
  EnvironmentView,
  PipelineRun,
  PreviewRequest,
  PreviewResponse,
  SpecIssue,
} from '@portico/plugin-environments-common';
import type { SourceStatus } from '@portico/plugin-timeline-common';

/** What became of a request for a change. */
export type RequestedChange =
  | { accepted: true; change: ChangeRequest }
  /** The spec breaks rules that only the server knows. */
  | { accepted: false; issues: SpecIssue[] };

/** What a person may decide about a change. */
export type Decision = 'approve' | 'reject' | 'withdraw';

/** How a request is made. */
export interface RequestOptions {
  signal?: AbortSignal;
}

/** Environments, what changing them would mean, and the changes that were asked for. */
export interface EnvironmentsApi {
  listEnvironments(options?: RequestOptions): Promise<EnvironmentList>;
  getEnvironment(
    name: string,
    options?: RequestOptions,
  ): Promise<EnvironmentView>;
  /** The runs that a pipeline reported, newest first. */
  listPipelineRuns(
    name: string,
    options?: RequestOptions,
  ): Promise<PipelineRun[]>;
  /** Price, plan, policy and approvals of a spec; nothing is stored. */
  preview(
    request: PreviewRequest,
    options?: RequestOptions,
  ): Promise<PreviewResponse>;
  requestChange(
    request: CreateChangeRequest,
    options?: RequestOptions,
  ): Promise<RequestedChange>;
  listChanges(
    query?: ChangeListQuery,
    options?: RequestOptions,
  ): Promise<ChangeList>;
  getChange(id: string, options?: RequestOptions): Promise<ChangeRequest>;
  decide(
    id: string,
    decision: Decision,
    comment?: string,
    options?: RequestOptions,
  ): Promise<ChangeRequest>;
  /** The far ends that the backend depends on, and how they are. */
  listSources(options?: RequestOptions): Promise<SourceStatus[]>;
}

/** The API of the environments plugin. */
export const environmentsApiRef = createApiRef<EnvironmentsApi>().with({
  id: 'plugin.environments.service',
  pluginId: 'environments',
});
