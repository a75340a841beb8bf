import type { EnvironmentSpec } from '@portico/plugin-environments-common';
import type { CaseContext } from '../Case';
import { eventually } from '../harness/eventually';
import { filePath } from '../harness/gatherFacts';
import { readChange, untilChange } from './common';

/** A change tries again after at most this, as long as it has failed but twice. */
export const TRIED_AGAIN_MS = 75_000;
/** The file on main is read again by then. */
const SOON_MS = 20_000;
const ENDED = ['superseded', 'failed', 'rejected'];

/** What somebody does to a file on main while a change of it is open. */
export interface Meddling {
  title: string;
  /** The new text, or null to delete the file. */
  by(text: string): string | null;
}

/** An open change, and what its file on main is by then. */
export interface Open {
  meddling: Meddling;
  spec: EnvironmentSpec;
  id: string;
  text: string | null;
}

/** The change ends with a reason, the hand's work stays, and asking again works. */
export async function seeItEnd(
  context: CaseContext,
  { meddling, spec, id, text }: Open,
): Promise<void> {
  const { world, note } = context;
  const { ada, a, git } = world;
  const { title } = meddling;
  const { name } = spec.metadata;
  const seen = await untilChange(
    ada,
    a,
    id,
    ({ state }) => ENDED.includes(state),
    TRIED_AGAIN_MS,
  ).catch(() => readChange(ada, a, id));
  note(`${title}: ${seen.state}, "${seen.stateReason}"`);
  context.holds(
    `${title}: the change ends with a reason`,
    ENDED.includes(seen.state) && Boolean(seen.stateReason),
    `it is ${seen.state}: ${seen.stateReason}`,
  );
  const file = await git.file(filePath(name));
  context.holds(
    `${title}: what was done by hand stays`,
    (file?.text ?? null) === text,
    'the file on main is another one',
  );
  await seePullClosed(context, title, seen.pullRequest?.number);
  await askAgain(context, title, spec, text);
}

async function seePullClosed(
  { world, holds }: CaseContext,
  title: string,
  number: number | undefined,
): Promise<void> {
  const closed = await eventually(
    'the pull request closed',
    async () => {
      const pulls = await world.git.pulls();
      const pull = pulls.find(candidate => candidate.number === number);
      return pull?.state === 'closed' ? pull : undefined;
    },
    { withinMs: SOON_MS },
  ).catch(() => undefined);
  holds(
    `${title}: its pull request is closed, not merged`,
    closed?.merged_at === null,
    closed ? 'it is merged' : 'it is open',
  );
}

async function askAgain(
  { world, holds }: CaseContext,
  title: string,
  spec: EnvironmentSpec,
  text: string | null,
): Promise<void> {
  const { ada, a } = world;
  const { name } = spec.metadata;
  const broken = text?.includes('class: [dev') ?? false;
  const kind = text === null ? 'create' : 'resize';
  const wanted = broken ? 409 : 201;
  let said = 'it was not asked for';
  const done = await eventually(
    'the answer',
    async () => {
      const { status, body } = await ada.ask(a, '/environments/changes', {
        body: { kind, name, spec: withDesired(spec, 3) },
      });
      said = `it is answered ${status}: ${JSON.stringify(body)}`;
      return status === wanted ? status : undefined;
    },
    { withinMs: SOON_MS, everyMs: 500 },
  ).catch(() => undefined);
  holds(
    `${title}: asking again ${broken ? 'tells to mend it first' : 'works'}`,
    done !== undefined,
    said,
  );
}

/** The same environment with so many nodes. */
export function withDesired(
  spec: EnvironmentSpec,
  desired: number,
): EnvironmentSpec {
  const copy = structuredClone(spec);
  const group = copy.spec.cluster?.nodeGroups?.[0];
  if (!group) {
    throw new Error('The spec has no nodes');
  }
  group.desired = desired;
  group.max = Math.max(group.max, desired);
  return copy;
}
