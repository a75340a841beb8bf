import {
  serializeEnvironmentSpec,
  type EnvironmentSpec,
} from '@portico/plugin-environments-common';
import { z } from 'zod/v4';
import type { ChangeFacts } from './ChangeFacts';
import type { GitHostView } from './GitHostView';
import type { Person, Place } from './Person';
import { readTask } from './tasks';

/** What is to be found out, and where. */
export interface Question {
  spec: EnvironmentSpec;
  taskId?: string;
  git: GitHostView;
  portal: Place;
  /** Who asked for it, and may see all of it. */
  person: Person;
}

const changesSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      state: z.string(),
      stateReason: z.string().nullable(),
    }),
  ),
});
const historySchema = z.object({
  history: z.array(z.object({ event: z.string() })),
});
const pageSchema = z.object({
  spec: z.unknown(),
  openChange: z.unknown(),
});
const noticesSchema = z.object({
  notifications: z.array(
    z.object({
      user: z.string().nullish(),
      payload: z.object({ title: z.string(), link: z.string().optional() }),
    }),
  ),
});

/** The path of an environment's file. */
export function filePath(name: string): string {
  return `infra/environments/${name}.yaml`;
}

/** Asks the portal, the catalog and the Git host about an environment. */
export async function gatherFacts(question: Question): Promise<ChangeFacts> {
  const { spec, taskId, git, portal, person } = question;
  const { name } = spec.metadata;
  const path = filePath(name);
  const text = serializeEnvironmentSpec(spec);
  const changes = changesSchema.parse(
    await person.get(portal, `/environments/changes?name=${name}`),
  ).items;
  const [history, pulls, commits, file, entities, page, notices] =
    await Promise.all([
      readHistory(question, changes[0]?.id),
      git.pullsTouching(path),
      git.commitsOf(path),
      git.file(path),
      countEntities(question),
      readPage(question, text),
      readNotices(question, changes[0]?.id),
    ]);
  return {
    changes,
    steps: history,
    pulls: pulls.map(({ number, merged_at: at }) => ({
      number,
      merged: at !== null,
    })),
    commits: commits.length,
    fileAsAsked: file?.text === text,
    entities,
    page,
    notices,
    ...(taskId && { task: await readTask(person, portal, taskId) }),
  };
}

async function readHistory(
  { portal, person }: Question,
  id: string | undefined,
): Promise<string[]> {
  if (!id) {
    return [];
  }
  const change = await person.get(portal, `/environments/changes/${id}`);
  return historySchema.parse(change).history.map(({ event }) => event);
}

async function countEntities({
  portal,
  person,
  spec,
}: Question): Promise<number> {
  const filter = `kind=resource,metadata.name=${spec.metadata.name}`;
  const body = await person.get(
    portal,
    `/catalog/entities/by-query?filter=${encodeURIComponent(filter)}`,
  );
  return z.object({ items: z.array(z.unknown()) }).parse(body).items.length;
}

async function readPage(
  { portal, person, spec }: Question,
  text: string,
): Promise<ChangeFacts['page']> {
  const path = `/environments/environments/${spec.metadata.name}`;
  const answer = await person.ask(portal, path);
  if (answer.status === 404) {
    return undefined;
  }
  const page = pageSchema.parse(answer.body);
  return {
    asAsked:
      page.spec !== null &&
      serializeEnvironmentSpec(page.spec as EnvironmentSpec) === text,
    openChange: page.openChange !== null,
  };
}

/** The titles of a person's notices whose link holds a text; none where the portal sends none. */
export async function readNotices(
  { portal, person }: Pick<Question, 'portal' | 'person'>,
  id: string | undefined,
): Promise<string[]> {
  const answer = await person.ask(portal, '/notifications?limit=200');
  if (answer.status !== 200 || !id) {
    return [];
  }
  const read = noticesSchema.safeParse(answer.body);
  return (read.data?.notifications ?? [])
    .filter(({ payload }) => payload.link?.includes(id))
    .map(({ payload }) => payload.title);
}
