import type {
  ChangeList,
  ChangeListQuery,
  ChangeRequest,
  ChangeSummary,
  CreateChangeRequest,
  EnvironmentView,
  PipelineRun,
  PreviewRequest,
  PreviewResponse,
} from '@portico/plugin-environments-common';
import type { SourceStatus } from '@portico/plugin-timeline-common';
import type {
  Decision,
  EnvironmentsApi,
  RequestedChange,
  RequestOptions,
} from '../api';
import { aPreview } from './aPreview';
import { aChange } from './aView';

/** An environments backend in memory, with a switch for each way in which it can fail. */
export class FakeEnvironmentsApi implements EnvironmentsApi {
  environments: EnvironmentView[] = [];
  complete = true;
  runs: PipelineRun[] = [];
  sources: SourceStatus[] = [];
  changes: ChangeRequest[] = [];
  waiting: ChangeSummary[] = [];
  mine: ChangeSummary[] = [];
  /** Set where there are more changes than one page holds. */
  cursor: string | undefined;
  /** What a preview answers. */
  answer: (request: PreviewRequest) => PreviewResponse = () => aPreview();
  /** What a request for a change answers. */
  onRequest: (request: CreateChangeRequest) => RequestedChange = () => ({
    accepted: true,
    change: aChange({ id: 'change-2' }),
  });
  /** Thrown by every call while it is set. */
  failure: Error | undefined;
  /** Thrown by previews while it is set. */
  previewFailure: Error | undefined;
  /** Every call waits for it. */
  gate: Promise<unknown> = Promise.resolve();

  readonly previews: { request: PreviewRequest; signal?: AbortSignal }[] = [];
  readonly requests: CreateChangeRequest[] = [];
  readonly decisions: { id: string; decision: Decision; comment?: string }[] =
    [];

  async #enter() {
    await this.gate;
    if (this.failure) throw this.failure;
  }

  async listEnvironments() {
    await this.#enter();
    return { items: this.environments, complete: this.complete };
  }

  async getEnvironment(name: string) {
    await this.#enter();
    const view = this.environments.find(entry => entry.name === name);
    if (!view) throw httpError(404, `There is no environment ${name}`);
    return view;
  }

  async listPipelineRuns() {
    await this.#enter();
    return this.runs;
  }

  async preview(request: PreviewRequest, { signal }: RequestOptions = {}) {
    this.previews.push({ request, signal });
    await this.#enter();
    if (this.previewFailure) throw this.previewFailure;
    return this.answer(request);
  }

  async requestChange(request: CreateChangeRequest) {
    this.requests.push(request);
    await this.#enter();
    return this.onRequest(request);
  }

  async listChanges(query: ChangeListQuery = {}): Promise<ChangeList> {
    await this.#enter();
    const items = query.assignee ? this.waiting : this.mine;
    return { items, cursor: this.cursor };
  }

  async getChange(id: string) {
    await this.#enter();
    const change = this.changes.find(entry => entry.id === id);
    if (!change) throw httpError(404, `There is no change ${id}`);
    return change;
  }

  async decide(id: string, decision: Decision, comment?: string) {
    this.decisions.push({ id, decision, comment });
    await this.#enter();
    return this.getChange(id);
  }

  async listSources() {
    await this.#enter();
    return this.sources;
  }
}

/** What a client throws for an error answer. */
export function httpError(statusCode: number, message: string): Error {
  const cause = new Error(message);
  return Object.assign(new Error(message), {
    name: 'ResponseError',
    statusCode,
    statusText: message,
    cause,
    body: {
      error: { name: 'Error', message },
      response: { statusCode },
    },
    response: { status: statusCode },
  });
}
