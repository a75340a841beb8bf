import type { ScaffolderApi } from '@backstage/plugin-scaffolder-react';
import type {
  CreateChangeRequest,
  EnvironmentSpec,
  SpecIssue,
} from '@portico/plugin-environments-common';
import { runCreateTask } from './createTask';
import type { EnvironmentsApi } from './EnvironmentsApi';

/** What became of a request: the change to look at, or what is in the way. */
export type Requested =
  | { status: 'requested'; changeId: string }
  | { status: 'issues'; issues: SpecIssue[] }
  | { status: 'failed'; message: string };

async function requestDirectly(
  api: EnvironmentsApi,
  request: CreateChangeRequest,
): Promise<Requested> {
  const answer = await api.requestChange(request);
  return answer.accepted
    ? { status: 'requested', changeId: answer.change.id }
    : { status: 'issues', issues: answer.issues };
}

/** Finds the change of a task whose end was not seen. */
async function findRequested(
  api: EnvironmentsApi,
  name: string,
  taskId: string,
): Promise<Requested> {
  const { items } = await api.listChanges({ name, requester: 'me' });
  const change = items.find(item => item.taskId === taskId);
  return change
    ? { status: 'requested', changeId: change.id }
    : {
        status: 'failed',
        message:
          'The connection to the task broke off. See the list of environments for whether the change was requested.',
      };
}

/** Asks for a new environment: by the template's task, or directly where there is no template. */
export async function submitNew(
  {
    api,
    scaffolderApi,
  }: { api: EnvironmentsApi; scaffolderApi: ScaffolderApi },
  spec: EnvironmentSpec,
  onProgress: (text: string) => void,
): Promise<Requested> {
  const { name } = spec.metadata;
  const end = await runCreateTask(scaffolderApi, spec, onProgress);
  switch (end.status) {
    case 'done':
      return { status: 'requested', changeId: end.changeId };
    case 'failed':
      return end;
    case 'unknown':
      return findRequested(api, name, end.taskId);
    default:
      return requestDirectly(api, { kind: 'create', name, spec });
  }
}

/** Asks for other sizes of an environment. */
export async function submitResize(
  api: EnvironmentsApi,
  spec: EnvironmentSpec,
  onProgress: (text: string) => void,
): Promise<Requested> {
  onProgress('Sending the change.');
  return requestDirectly(api, {
    kind: 'resize',
    name: spec.metadata.name,
    spec,
  });
}
