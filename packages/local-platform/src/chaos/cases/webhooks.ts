import { setTimeout as sleep } from 'node:timers/promises';
import type { CaseContext, ChaosCase } from '../Case';
import { eventually } from '../harness/eventually';
import { settle } from '../harness/settle';
import {
  askFor,
  commitSpec,
  isRead,
  listNames,
  readChange,
  readRepository,
  untilChange,
} from './common';

const CHECK = 'ci/chaos';
/** Longer than a webhook that arrives takes to be read. */
const QUIET_MS = 4_000;

/** Webhooks get lost, come twice, late, in the wrong order, forged and again: what is shown is true in the end. */
export const webhooks: ChaosCase = {
  name: 'webhooks',
  title: 'Webhooks lost, doubled, late, forged',
  short: true,
  async run(context) {
    await lost(context);
    await doubled(context);
    await forged(context);
    if (!context.short) {
      await lostMerge(context);
      await lateAndReordered(context);
      await replayed(context);
    }
  },
};

/** A push nobody hears of is found by the scheduled read. */
async function lost(context: CaseContext): Promise<void> {
  const { world, measure } = context;
  const { ada, a, hooks } = world;
  hooks.mode = 'lose';
  const spec = world.specs.draw();
  const { name } = spec.metadata;
  await commitSpec(context, spec);
  await sleep(QUIET_MS);
  context.holds(
    'a lost webhook is really lost',
    !(await listNames(ada, a)).includes(name),
    'the portal knew of it without one',
  );
  const began = Date.now();
  await readRepository(context);
  await untilListed(context, name);
  measure('lostFoundByScheduledReadSeconds', (Date.now() - began) / 1000);
  hooks.mode = 'pass';
}

/** A merge by hand that nobody hears of is found by the portal's own look. */
async function lostMerge(context: CaseContext): Promise<void> {
  const { world, measure } = context;
  const { ada, a, hooks, git } = world;
  await git.requireCheck(CHECK);
  const { spec, id } = await askFor(context, ada, a);
  const proposed = await untilChange(
    ada,
    a,
    id,
    ({ state, stateReason }) => state === 'proposed' && stateReason !== null,
  );
  hooks.mode = 'lose';
  const number = proposed.pullRequest?.number ?? 0;
  const head = await git.head(`portico/${id}`);
  await git.pass(CHECK, head);
  const began = Date.now();
  const status = await git.merge(number);
  context.holds('a person can merge', status === 200, `answered ${status}`);
  const when = 'merged by hand, and no webhook';
  await settle(context, a, [{ spec, person: ada, when }]);
  measure('lostMergeFoundSeconds', (Date.now() - began) / 1000);
  hooks.mode = 'pass';
  await git.requireCheck(undefined);
}

/** Each webhook twice, with one id: one effect, and no more reads than pushes. */
async function doubled(context: CaseContext): Promise<void> {
  const { world, note } = context;
  const { ada, a, hooks, gate } = world;
  hooks.mode = 'double';
  const seen = hooks.seen.length;
  const began = Date.now();
  const spec = world.specs.draw();
  await commitSpec(context, spec);
  await untilListed(context, spec.metadata.name);
  await sleep(QUIET_MS);
  const pushes = hooks.seen.slice(seen).filter(({ event }) => event === 'push');
  const reads = gate.since(began, isRead).length;
  note(`${pushes.length} push twice: ${reads} read`);
  context.holds(
    'a doubled webhook counts once',
    reads <= pushes.length,
    `${pushes.length} pushes made ${reads} reads`,
  );
  const asked = await askFor(context, ada, a);
  const when = 'with each webhook twice';
  await settle(context, a, [{ spec: asked.spec, person: ada, when }]);
  hooks.mode = 'pass';
}

/** All webhooks of a change's life come at its end, the last first. */
async function lateAndReordered(context: CaseContext): Promise<void> {
  const { world, note } = context;
  const { ada, a, hooks } = world;
  hooks.mode = 'keep';
  const { spec } = await askFor(context, ada, a);
  const when = 'its webhooks come late and backwards';
  await settle(context, a, [{ spec, person: ada, when: `${when} (before)` }]);
  const kept = hooks.takeKept().reverse();
  hooks.mode = 'pass';
  const statuses = new Set<number>();
  for (const hook of kept) {
    statuses.add(await hooks.deliver(hook));
  }
  note(`${kept.length} webhooks delivered backwards: ${[...statuses].join()}`);
  await sleep(QUIET_MS);
  await settle(context, a, [{ spec, person: ada, when }]);
}

/** A signature that is wrong or missing is refused, and sets nothing in motion. */
async function forged(context: CaseContext): Promise<void> {
  const { world } = context;
  const { hooks, gate } = world;
  const push = hooks.seen.findLast(({ event }) => event === 'push');
  if (!push) {
    throw new Error('No push was seen');
  }
  const began = Date.now();
  const forgeries: Array<[string, string, string]> = [
    ['a wrong signature', `sha256=${'0'.repeat(64)}`, push.body],
    ['no signature', '', push.body],
    ['a changed body', push.headers['x-hub-signature-256'], `${push.body} `],
  ];
  for (const [what, signature, body] of forgeries) {
    const hook = { ...push, body };
    const status = await hooks.deliver(hook, {
      'x-hub-signature-256': signature,
      'x-github-delivery': crypto.randomUUID(),
    });
    context.holds(
      `${what} is refused`,
      status >= 400 && status < 500,
      `it is answered ${status}`,
    );
  }
  await sleep(QUIET_MS);
  const reads = gate.since(began, isRead).length;
  context.holds(
    'a forged webhook has no effect',
    reads === 0,
    `it made the portal read ${reads} times`,
  );
}

/** All that was ever sent comes again, to a portal that was started anew. */
async function replayed(context: CaseContext): Promise<void> {
  const { world, note } = context;
  const { ada, a, hooks } = world;
  const asked = await askFor(context, ada, a);
  const when = 'every webhook is sent again after a restart';
  await settle(context, a, [
    { spec: asked.spec, person: ada, when: `${when} (before)` },
  ]);
  const before = await readChange(ada, a, asked.id);
  const names = await listNames(ada, a);
  await world.restart();
  const all = [...hooks.seen];
  for (const hook of all) {
    await hooks.deliver(hook);
  }
  note(`${all.length} old webhooks sent again`);
  await sleep(QUIET_MS);
  await settle(context, a, [{ spec: asked.spec, person: ada, when }]);
  const after = await readChange(ada, a, asked.id);
  context.holds(
    'an old webhook changes nothing',
    after.state === before.state &&
      (await listNames(ada, a)).join() === names.join(),
    'what is shown has changed',
  );
}

async function untilListed(
  { world }: CaseContext,
  name: string,
): Promise<void> {
  const { ada, a } = world;
  await eventually(
    `${name} in the list`,
    async () => (await listNames(ada, a)).includes(name) || undefined,
    { withinMs: 30_000 },
  );
}
