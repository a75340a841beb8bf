import { serializeEnvironmentSpec } from '@portico/plugin-environments-common';
import type { EnvironmentSpec } from '@portico/plugin-environments-common';
import { z } from 'zod/v4';
import type { CaseContext, ChaosCase } from '../Case';
import { filePath } from '../harness/gatherFacts';
import { settle } from '../harness/settle';
import { askFor, readChange, untilChange } from './common';

const CHECK = 'ci/chaos';
/** A change tries again after at most this, as long as it has failed but twice. */
const TRIED_AGAIN_MS = 75_000;
const ENDED = ['superseded', 'failed', 'rejected'];

/** What somebody does to a file on main while a change of it is open. */
interface Meddling {
  title: string;
  /** The new text, or null to delete the file. */
  by(text: string): string | null;
}

const MEDDLINGS: readonly Meddling[] = [
  {
    title: 'the same line is changed',
    by: text => text.replace(/desired: \d+/, 'desired: 1'),
  },
  {
    title: 'another part is changed',
    by: text => text.replace('Asked for by a chaos run', 'By hand'),
  },
  { title: 'the file is deleted', by: () => null },
  {
    title: 'its YAML is broken',
    by: text => text.replace('class: dev', 'class: [dev'),
  },
];

/** Somebody changes by hand what a change is about: nothing of theirs is lost, and the change says what happened. */
export const changedByHand: ChaosCase = {
  name: 'by-hand',
  title: 'Changed by hand while a change is open',
  short: false,
  async run(context) {
    await meddle(context);
    await foreignCreate(context);
    await pushOnBranch(context);
  },
};

interface Open {
  meddling: Meddling;
  spec: EnvironmentSpec;
  id: string;
  text: string | null;
}

async function meddle(context: CaseContext): Promise<void> {
  const { world, note } = context;
  const { ada, a, git } = world;
  const specs = MEDDLINGS.map(() => world.specs.draw());
  for (const spec of specs) {
    await askFor(context, ada, a, spec);
  }
  await settle(
    context,
    a,
    specs.map(spec => ({ spec, person: ada, when: 'before the meddling' })),
  );
  await git.requireCheck(CHECK);
  const open: Open[] = [];
  for (const [index, meddling] of MEDDLINGS.entries()) {
    open.push(await openChange(context, meddling, specs[index]));
  }
  await behindItsBack(context, async () => {
    for (const { spec, text } of open) {
      await git.writeByHand(filePath(spec.metadata.name), text);
    }
  });
  note(`${open.length} changes are open, and main was changed under each`);
  await Promise.all(open.map(one => seeItEnd(context, one)));
}

/** Nothing is merged while a hand works on main, which needs its protection gone. */
async function behindItsBack(
  { world }: CaseContext,
  work: () => Promise<unknown>,
): Promise<void> {
  const { gate, git, ports } = world;
  await gate.close();
  await git.requireCheck(undefined);
  await work();
  await gate.open(ports.gate);
}

async function openChange(
  { world }: CaseContext,
  meddling: Meddling,
  spec: EnvironmentSpec,
): Promise<Open> {
  const { ada, a } = world;
  const { name } = spec.metadata;
  const wanted = withDesired(spec, 3);
  const body = await ada.get(a, '/environments/changes', {
    body: { kind: 'resize', name, spec: wanted },
  });
  const { id } = z.object({ id: z.string() }).parse(body);
  await untilChange(ada, a, id, isWaiting);
  const text = meddling.by(serializeEnvironmentSpec(spec));
  return { meddling, spec, id, text };
}

/** The change ends with a reason, the hand's work stays, and asking again works. */
async function seeItEnd(
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
  const pulls = await world.git.pulls();
  const pull = pulls.find(candidate => candidate.number === number);
  holds(
    `${title}: its pull request is closed, not merged`,
    pull?.state === 'closed' && pull.merged_at === null,
    `it is ${pull?.state}, merged at ${pull?.merged_at}`,
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
  const again = await ada.ask(a, '/environments/changes', {
    body: { kind, name, spec: withDesired(spec, 3) },
  });
  holds(
    `${title}: asking again ${broken ? 'tells to mend it first' : 'works'}`,
    again.status === (broken ? 409 : 201),
    `it is answered ${again.status}: ${JSON.stringify(again.body)}`,
  );
}

/** Somebody commits the file that a change is to create. */
async function foreignCreate(context: CaseContext): Promise<void> {
  const { world } = context;
  const { ada, a, git } = world;
  await git.requireCheck(CHECK);
  const { spec, id } = await askFor(context, ada, a);
  await untilChange(ada, a, id, isWaiting);
  const text = serializeEnvironmentSpec(withDesired(spec, 1));
  await behindItsBack(context, () =>
    git.writeByHand(filePath(spec.metadata.name), text),
  );
  const meddling = { title: 'its file is created by hand', by: () => text };
  await seeItEnd(context, { meddling, spec, id, text });
}

/** Somebody pushes onto the portal's own branch: it is not merged, and can be taken back. */
async function pushOnBranch(context: CaseContext): Promise<void> {
  const { world, note, holds } = context;
  const { ada, a, git } = world;
  await git.requireCheck(CHECK);
  const { spec, id } = await askFor(context, ada, a);
  await untilChange(ada, a, id, isWaiting);
  const branch = `portico/${id}`;
  const sha = await git.writeByHand('README.md', '# Taken over\n', branch);
  await git.pass(CHECK, sha);
  await git.requireCheck(undefined);
  const seen = await untilChange(
    ada,
    a,
    id,
    ({ stateReason }) => /added commits/.test(stateReason ?? ''),
    TRIED_AGAIN_MS,
  );
  note(`a push onto its branch: ${seen.state}, "${seen.stateReason}"`);
  const readme = await git.file('README.md');
  holds(
    'what was pushed onto the branch is not merged',
    readme?.text !== '# Taken over\n',
    'it is on main',
  );
  await withdrawAndAskAgain(context, id, spec);
}

async function withdrawAndAskAgain(
  context: CaseContext,
  id: string,
  spec: EnvironmentSpec,
): Promise<void> {
  const { ada, a } = context.world;
  const path = `/environments/changes/${id}/withdraw`;
  const withdrawn = await ada.ask(a, path, { body: {} });
  context.holds(
    'such a change can be withdrawn',
    withdrawn.status === 200,
    `it is answered ${withdrawn.status}: ${JSON.stringify(withdrawn.body)}`,
  );
  const again = await askFor(context, ada, a, spec);
  const after = await untilChange(
    ada,
    a,
    again.id,
    ({ state }) => state === 'merged',
  );
  context.holds('and asked for again', after.state === 'merged');
}

/** Proposed, and told what it waits for. */
function isWaiting({
  state,
  stateReason,
}: {
  state: string;
  stateReason: string | null;
}): boolean {
  return state === 'proposed' && stateReason !== null;
}

/** The same environment with so many nodes. */
function withDesired(spec: EnvironmentSpec, desired: number): EnvironmentSpec {
  const copy = structuredClone(spec);
  const group = copy.spec.cluster?.nodeGroups[0];
  if (!group) {
    throw new Error('The spec has no nodes');
  }
  group.desired = desired;
  group.max = Math.max(group.max, desired);
  return copy;
}
