import {
  serializeEnvironmentSpec,
  type EnvironmentSpec,
} from '@portico/plugin-environments-common';
import { z } from 'zod/v4';
import type { CaseContext } from '../Case';
import { eventually } from '../harness/eventually';
import { filePath } from '../harness/gatherFacts';
import type { GitCall } from '../harness/GitGate';
import type { Person, Place } from '../harness/Person';

const changeSchema = z.object({
  id: z.string(),
  state: z.string(),
  stateReason: z.string().nullable(),
  pullRequest: z.object({ number: z.number() }).nullable(),
});

/** A change, as far as cases look at it. */
export type ChangeSeen = z.infer<typeof changeSchema>;

const listSchema = z.object({
  items: z.array(
    z.object({
      name: z.string(),
      issues: z.array(
        z.object({ message: z.string(), line: z.number().optional() }),
      ),
      spec: z.unknown(),
    }),
  ),
});

/** Whether a call is the one that each read of the environments begins with. */
export function isRead({ method, path }: GitCall): boolean {
  return method === 'GET' && /\/git\/ref\/heads\/main$/.test(path);
}

/** Asks for a new environment at a portal; throws unless it is taken. */
export async function askFor(
  { world }: CaseContext,
  person: Person,
  portal: Place,
  spec: EnvironmentSpec = world.specs.draw(),
): Promise<{ spec: EnvironmentSpec; id: string }> {
  const { name } = spec.metadata;
  const body = await person.get(portal, '/environments/changes', {
    body: { kind: 'create', name, spec },
  });
  return { spec, id: changeSchema.parse(body).id };
}

/** Where a change stands. */
export async function readChange(
  person: Person,
  portal: Place,
  id: string,
): Promise<ChangeSeen> {
  const path = `/environments/changes/${id}`;
  return changeSchema.parse(await person.get(portal, path));
}

/** Waits until a change is as wanted. */
export async function untilChange(
  person: Person,
  portal: Place,
  id: string,
  wanted: (change: ChangeSeen) => boolean,
  withinMs = 60_000,
): Promise<ChangeSeen> {
  let last = 'not seen';
  return eventually(
    `change ${id}`,
    async () => {
      const change = await readChange(person, portal, id);
      last = `${change.state}: ${change.stateReason}`;
      if (wanted(change)) {
        return change;
      }
      throw new Error(last);
    },
    { withinMs },
  );
}

/** The environments that a person sees, sorted by name. */
export async function listEnvironments(person: Person, portal: Place) {
  const body = await person.get(portal, '/environments/environments');
  return listSchema
    .parse(body)
    .items.sort((left, right) => left.name.localeCompare(right.name));
}

/** Their names. */
export async function listNames(
  person: Person,
  portal: Place,
): Promise<string[]> {
  return (await listEnvironments(person, portal)).map(({ name }) => name);
}

/** Brings the time of the scheduled read of the repository forward; who runs it is theirs to settle. */
export async function readRepository({ world }: CaseContext): Promise<void> {
  const moved = await world.database.rows(
    z.object({ id: z.string() }),
    `UPDATE environments.backstage_backend_tasks__tasks
        SET next_run_start_at = now()
      WHERE id = $1 AND current_run_ticket IS NULL
      RETURNING id`,
    ['environments-read'],
  );
  if (moved.length === 0) {
    throw new Error('The read of the repository is not scheduled, or runs');
  }
}

/** Commits the file of an environment by hand. */
export async function commitSpec(
  { world }: CaseContext,
  spec: EnvironmentSpec,
): Promise<string> {
  return world.git.writeByHand(
    filePath(spec.metadata.name),
    serializeEnvironmentSpec(spec),
  );
}
