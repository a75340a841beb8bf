import {
  serializeEnvironmentSpec,
  type EnvironmentSpec,
} from '@portico/plugin-environments-common';
import { z } from 'zod/v4';
import type { CaseContext, ChaosCase } from '../Case';
import { filePath } from '../harness/gatherFacts';
import { settle } from '../harness/settle';
import { askFor, untilChange } from './common';
import {
  seeItEnd,
  TRIED_AGAIN_MS,
  withDesired,
  type Meddling,
  type Open,
} from './seeItEnd';

const CHECK = 'ci/chaos';

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
