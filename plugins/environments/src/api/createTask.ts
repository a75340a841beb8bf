import { ResponseError } from '@backstage/errors';
import type {
  ScaffolderApi,
  ScaffolderScaffoldOptions,
} from '@backstage/plugin-scaffolder-react';
import type { EnvironmentSpec } from '@portico/plugin-environments-common';
import { z } from 'zod/v4';
import { readScaffolderError } from './readScaffolderError';

/** The template that creates environments, so that the request is a task like any other. */
export const CREATE_TEMPLATE = 'template:default/create-environment';

/** How a task ended. */
export type TaskEnd =
  | { status: 'done'; changeId: string }
  | { status: 'failed'; message: string }
  /** The stream of the task broke off, so how it ended is not known from here. */
  | { status: 'unknown'; taskId: string }
  /** This portal has no such template. */
  | { status: 'no-template' };

const completionSchema = z.object({
  message: z.string().optional(),
  output: z.record(z.string(), z.unknown()).optional(),
  error: z.object({ message: z.string() }).optional(),
});

/** The change that a finished task asked for: its own output, or the link to its page. */
function changeIdOf(output: Record<string, unknown>): string | undefined {
  if (typeof output.changeId === 'string') return output.changeId;
  const links = z.array(z.object({ url: z.string() })).safeParse(output.links);
  const url = links.data
    ?.map(link => link.url)
    .find(text => /changes\//.test(text));
  return url?.split('changes/')[1]?.replace(/[/?#].*$/, '');
}

function endOf(body: unknown): TaskEnd {
  const parsed = completionSchema.safeParse(body);
  const { output = {}, error, message } = parsed.data ?? {};
  const changeId = changeIdOf(output);
  if (!error && changeId) return { status: 'done', changeId };
  const reason = error?.message ?? message ?? 'The task gave no reason.';
  return {
    status: 'failed',
    // "InputError: ..." is a name for programmers.
    message: reason.replace(/^([A-Za-z]*Error: )+/, ''),
  };
}

function follow(
  scaffolderApi: ScaffolderApi,
  taskId: string,
  onProgress: (text: string) => void,
): Promise<TaskEnd> {
  return new Promise(resolve => {
    const subscription = scaffolderApi.streamLogs({ taskId }).subscribe({
      next: ({ type, body }) => {
        if (type === 'log' && body.message) onProgress(body.message);
        if (type === 'cancelled') {
          resolve({ status: 'failed', message: 'The task was cancelled.' });
        }
        if (type !== 'completion') return;
        resolve(endOf(body));
        // Not yet there when the stream answers at once.
        setTimeout(() => subscription.unsubscribe());
      },
      error: () => resolve({ status: 'unknown', taskId }),
      complete: () => resolve({ status: 'unknown', taskId }),
    });
  });
}

/** A spec as the values of a task: plain JSON. */
function valuesOf(spec: EnvironmentSpec): ScaffolderScaffoldOptions['values'] {
  return { spec: JSON.parse(JSON.stringify(spec)) };
}

/** Starts the task that asks for a new environment, and follows it to its end. */
export async function runCreateTask(
  scaffolderApi: ScaffolderApi,
  spec: EnvironmentSpec,
  onProgress: (text: string) => void,
): Promise<TaskEnd> {
  try {
    const { taskId } = await scaffolderApi.scaffold({
      templateRef: CREATE_TEMPLATE,
      values: valuesOf(spec),
    });
    onProgress('The task has started.');
    return await follow(scaffolderApi, taskId, onProgress);
  } catch (thrown) {
    const error = await readScaffolderError(thrown);
    if (ResponseError.is(error) && error.statusCode === 404) {
      return { status: 'no-template' };
    }
    throw error;
  }
}
