import { setTimeout as sleep } from 'node:timers/promises';
import { ENVIRONMENTS_SIGNAL_CHANNEL } from '@portico/plugin-environments-common';
import { z } from 'zod/v4';
import type { CaseContext, ChaosCase } from '../Case';
import { eventually, stretched } from '../harness/eventually';
import { HoldPlan, STEPS } from '../harness/HoldPlan';
import { listen } from '../harness/listen';
import type { Answer } from '../harness/Person';
import { settle } from '../harness/settle';
import { readTaskStatus, startTask } from '../harness/tasks';
import {
  askFor,
  commitSpec,
  isRead,
  listNames,
  readRepository,
} from './common';

/** Two portals on one database are one portal, and each does the other's work when it dies. */
export const twoPortals: ChaosCase = {
  name: 'two-portals',
  title: 'Two portals on one database',
  short: true,
  async run(context) {
    const { world } = context;
    await world.b.start(world.second);
    await oneSession(context);
    await workOnce(context);
    await sameRequestAtBoth(context);
    await signalsAtBoth(context);
    await hooksAtOne(context);
    await takeOver(context);
  },
};

/** A sign-in at one counts at the other, and so does what was asked for. */
async function oneSession(context: CaseContext): Promise<void> {
  const { ada, a, b } = context.world;
  const token = await a.client.personaToken('ada');
  const answer = await ada.ask(b, '/environments/environments', { token });
  context.holds(
    'a token of one counts at the other',
    answer.status === 200,
    `the other answers ${answer.status}`,
  );
  const { spec, id } = await askFor(context, ada, a);
  const there = await ada.ask(b, `/environments/changes/${id}`);
  context.holds(
    'a change made at one is at once at the other',
    there.status === 200,
    `the other answers ${there.status}`,
  );
  const when = 'asked for at one, followed at the other';
  await settle(context, b, [{ spec, person: ada, when }]);
}

/** What is scheduled runs at one of them, whoever asks for it. */
async function workOnce(context: CaseContext): Promise<void> {
  const { world, note } = context;
  const { grace, a, b, gate } = world;
  const began = Date.now();
  await readRepository(context);
  await eventually(
    'the repository is read',
    async () => gate.since(began, isRead)[0],
    { withinMs: 20_000 },
  );
  await sleep(6_000);
  const reads = gate.since(began, isRead).length;
  note(`the read of the repository was due at both: ${reads} read`);
  context.holds(
    'scheduled work runs once',
    reads === 1,
    `it ran ${reads} times`,
  );
  const [left, right] = [await listNames(grace, a), await listNames(grace, b)];
  context.holds(
    'both list the same environments, each once',
    left.join() === right.join() && new Set(left).size === left.length,
    `${left.join()} and ${right.join()}`,
  );
}

/** Twenty equal requests to both, and others that differ: one change. */
async function sameRequestAtBoth(context: CaseContext): Promise<void> {
  const { world, note } = context;
  const { ada, grace, a, b } = world;
  const spec = world.specs.draw();
  const { name } = spec.metadata;
  const other = { ...spec, spec: { ...spec.spec, ttl: '3d' } };
  await grace.token(a);
  const send = (index: number): Promise<Answer> =>
    ada.ask(index % 2 ? a : b, '/environments/changes', {
      body: { kind: 'create', name, spec },
    });
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => send(index)),
  );
  const different = await Promise.all(
    [a, b].map(portal =>
      grace.ask(portal, '/environments/changes', {
        body: { kind: 'create', name, spec: other },
      }),
    ),
  );
  const count = (status: number) =>
    answers.filter(answer => answer.status === status).length;
  const ids = new Set(
    answers.map(
      ({ body }) => z.object({ id: z.string() }).safeParse(body).data?.id,
    ),
  );
  note(`20 equal requests: ${count(201)} x 201, ${count(200)} x 200`);
  context.holds(
    'equal requests at both are one change',
    count(201) === 1 && count(200) === 19 && ids.size === 1,
    `statuses ${answers.map(({ status }) => status).join(' ')}`,
  );
  context.holds(
    'another request meanwhile is refused at both',
    different.every(({ status }) => status === 409),
    `statuses ${different.map(({ status }) => status).join(' ')}`,
  );
  const when = 'asked for twenty times at both';
  await settle(context, a, [{ spec, person: ada, when }]);
}

/** What happens at one, open pages at the other hear of. */
async function signalsAtBoth(context: CaseContext): Promise<void> {
  const { world, note, measure } = context;
  const { ada, a, b } = world;
  const [here, there] = await Promise.all([
    listen(ada, a, ENVIRONMENTS_SIGNAL_CHANNEL),
    listen(ada, b, ENVIRONMENTS_SIGNAL_CHANNEL),
  ]);
  try {
    // A portal that has just started may be late to listen to the other.
    for (let times = 1; times <= 4 && there.heardAt.length === 0; times += 1) {
      const { spec } = await askFor(context, ada, a);
      await settle(context, a, [{ spec, person: ada, when: 'listened to' }]);
      await sleep(stretched(2_000));
      if (here.heardAt.length === 0) {
        note('the portal sends no signals, so nothing is to be heard');
        return;
      }
      measure('signalsHeardAfterTries', times);
    }
    context.holds(
      'signals of one are heard at the other',
      there.heardAt.length > 0,
      `${here.heardAt.length} were heard at their own portal, none at the other`,
    );
  } finally {
    here.close();
    there.close();
  }
}

/** A webhook comes to one of them; what it tells is known at both, and read once. */
async function hooksAtOne(context: CaseContext): Promise<void> {
  const { world, measure } = context;
  const { ada, b, git, gate, hooks } = world;
  const spec = world.specs.draw();
  const { name } = spec.metadata;
  const began = Date.now();
  const seen = hooks.seen.length;
  await commitSpec(context, spec);
  await eventually(
    `${name} at the other portal`,
    async () => (await listNames(ada, b)).includes(name) || undefined,
    { withinMs: 20_000 },
  );
  measure('hookAtOtherSeconds', (Date.now() - began) / 1000);
  await eventually(
    `${name} in the catalog of the other portal`,
    async () => {
      const path = `/catalog/entities/by-name/resource/default/${name}`;
      return (await ada.ask(b, path)).status === 200 || undefined;
    },
    { withinMs: 30_000 },
  );
  await sleep(3_000);
  const pushes = hooks.seen.slice(seen).filter(({ event }) => event === 'push');
  const reads = gate.since(began, isRead).length;
  context.holds(
    'a webhook is taken by one of them',
    reads <= pushes.length,
    `${pushes.length} webhooks made them read ${reads} times`,
  );
  await git.writeByHand(`infra/environments/${name}.yaml`, null);
}

/** One is killed while it drives a change and works on a task: the other goes on. */
async function takeOver(context: CaseContext): Promise<void> {
  const { world, note, measure } = context;
  const { ada, a, b, gate, git, hooks } = world;
  const step = STEPS.find(
    ({ title }) => title === 'after the pull request, before it is told',
  );
  if (!step) {
    throw new Error('There is no such step');
  }
  const plan = new HoldPlan(git);
  gate.holdWhere(plan.holder);
  const held = plan.arm(step);
  const { spec } = await askFor(context, ada, a);
  await held;
  const inTask = world.specs.draw();
  const taskId = await startTask(ada, a, inTask);
  await eventually(
    'the task in work',
    async () => (await readTaskStatus(ada, a, taskId)) !== 'open' || undefined,
    { withinMs: 10_000, everyMs: 10 },
  );
  note('kill -9 of the one that drives a change and has taken a task');
  await a.kill();
  hooks.target = b.url;
  gate.release();
  const changeSeconds = await settle(context, b, [
    { spec, person: ada, when: 'taken over from a dead portal' },
  ]);
  measure('changeTakenOverSeconds', changeSeconds);
  const taskSeconds = await settle(context, b, [
    { spec: inTask, person: ada, taskId, when: 'task of a dead portal' },
  ]);
  measure('taskTakenOverSeconds', changeSeconds + taskSeconds);
}
