import { z } from 'zod/v4';
import type { EnvironmentSpec } from '@portico/plugin-environments-common';
import type { Person, Place } from './Person';

const TEMPLATE = 'template:default/create-environment';
const STREAM_MS = 5_000;

/** Asks for an environment as the page of templates does; tells the task. */
export async function startTask(
  person: Person,
  portal: Place,
  spec: EnvironmentSpec,
): Promise<string> {
  const body = await person.get(portal, '/scaffolder/v2/tasks', {
    body: { templateRef: TEMPLATE, values: { spec } },
  });
  return z.object({ id: z.string() }).parse(body).id;
}

/** Where a task stands. */
export async function readTaskStatus(
  person: Person,
  portal: Place,
  id: string,
): Promise<string> {
  const body = await person.get(portal, `/scaffolder/v2/tasks/${id}`);
  return z.object({ status: z.string() }).parse(body).status;
}

/** Where a task stands, and whether who follows it comes to an end. */
export async function readTask(
  person: Person,
  portal: Place,
  id: string,
): Promise<{ status: string; streamEnded: boolean }> {
  const status = await readTaskStatus(person, portal, id);
  const ended = status !== 'open' && status !== 'processing';
  // A task that goes on has a stream that goes on.
  const streamEnded = ended && (await streamEnds(person, portal, id));
  return { status, streamEnded };
}

/** Whether the stream of events of a task tells its end, and closes. */
async function streamEnds(
  person: Person,
  portal: Place,
  id: string,
): Promise<boolean> {
  try {
    const { body } = await person.ask(
      portal,
      `/scaffolder/v2/tasks/${id}/eventstream`,
      { timeoutMs: STREAM_MS },
    );
    return String(body).includes('event: completion');
  } catch {
    return false;
  }
}
