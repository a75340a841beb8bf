import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod/v4';
import type { CaseContext, ChaosCase } from '../Case';
import { eventually } from '../harness/eventually';
import { readNotices } from '../harness/gatherFacts';
import { HoldPlan, STEPS, type Step } from '../harness/HoldPlan';
import { settle, type Asked } from '../harness/settle';
import { startTask } from '../harness/tasks';

const HELD_WITHIN_MS = 20_000;
const changeSchema = z.object({ id: z.string(), state: z.string() });

/** The portal is killed at each step of a change and of its task; all goes on after a restart. */
export const killedAtEachStep: ChaosCase = {
  name: 'killed',
  title: 'Killed at each step of a change',
  short: true,
  async run(context) {
    await killAtEachCall(context);
    if (!context.short) {
      await killTasks(context, 3);
      await killAroundApproval(context);
      await killWithLateCalls(context);
    }
  },
};

/** One change held at each outward call, four tasks in work, and then one kill. */
async function killAtEachCall(context: CaseContext): Promise<void> {
  const { world, note, measure } = context;
  const { ada, a, gate, git } = world;
  const plan = new HoldPlan(git);
  gate.holdWhere(plan.holder);
  const asked: Asked[] = [];
  for (const step of STEPS) {
    const spec = world.specs.draw();
    const held = plan.arm(step);
    const created = await ada.ask(a, '/environments/changes', {
      body: { kind: 'create', name: spec.metadata.name, spec },
    });
    context.holds(
      `the request for ${spec.metadata.name}`,
      created.status === 201,
      `it was answered ${created.status}: ${JSON.stringify(created.body)}`,
    );
    await reached(step, held);
    asked.push({ spec, person: ada, when: `killed ${step.title}` });
  }
  note(`${asked.length} changes held, one at each step`);
  asked.push(...(await startTasks(context)));
  await a.kill();
  gate.release();
  const began = Date.now();
  await a.start();
  measure('restartSeconds', (Date.now() - began) / 1000);
  measure('settledSeconds', await settle(context, a, asked));
  const notices = await readNotices({ person: ada, portal: a }, '/changes/');
  measure('noticesToldOnce', notices.length);
}

async function reached(step: Step, held: Promise<void>): Promise<void> {
  let here = false;
  held.then(() => (here = true));
  await eventually(
    `a change ${step.title}`,
    async () => (here ? true : undefined),
    { withinMs: HELD_WITHIN_MS, everyMs: 25 },
  );
}

/** Starts four tasks, and comes back at a moment in the last that the seed decides. */
async function startTasks(context: CaseContext): Promise<Asked[]> {
  const { world, random, note } = context;
  const { ada, a } = world;
  const asked: Asked[] = [];
  for (let number = 1; number <= 4; number += 1) {
    const spec = world.specs.draw();
    const taskId = await startTask(ada, a, spec);
    asked.push({ spec, person: ada, taskId, when: `killed in task ${number}` });
    await sleep(random() * 300);
  }
  const pause = random() * 600;
  await sleep(pause);
  note(`4 tasks started; kill -9 ${pause.toFixed(0)} ms after the last`);
  return asked;
}

/** Tasks of the template alone, killed at other moments. */
async function killTasks(context: CaseContext, rounds: number): Promise<void> {
  const { world, measure } = context;
  const { a } = world;
  for (let round = 1; round <= rounds; round += 1) {
    const asked = await startTasks(context);
    await a.kill();
    await a.start();
    const seconds = await settle(context, a, asked);
    measure(`tasks${round}SettledSeconds`, seconds);
  }
}

/** A change that waits for people stays as it is, and an approval counts once. */
async function killAroundApproval(context: CaseContext): Promise<void> {
  const { world, random, note, measure } = context;
  const { ada, grace, a } = world;
  const spec = world.specs.draw('prod');
  const { name } = spec.metadata;
  const change = changeSchema.parse(
    await ada.get(a, '/environments/changes', {
      body: { kind: 'create', name, spec },
    }),
  );
  context.holds(
    'a production environment waits for a yes',
    change.state === 'pending-approval',
    `it is ${change.state}`,
  );
  await a.kill();
  await a.start();
  const path = `/environments/changes/${change.id}`;
  const after = changeSchema.parse(await ada.get(a, path));
  context.holds(
    'it still waits after a kill',
    after.state === 'pending-approval',
    `it is ${after.state}`,
  );
  const approving = grace
    .ask(a, `${path}/approve`, { body: {} })
    .catch(() => undefined);
  const pause = random() * 60;
  await sleep(pause);
  await a.kill();
  await approving;
  note(`kill -9 ${pause.toFixed(0)} ms into an approval`);
  await a.start();
  const again = await grace.ask(a, `${path}/approve`, { body: {} });
  context.holds(
    'the approval counts once',
    [200, 409].includes(again.status),
    `a second one is answered ${again.status}`,
  );
  await world.margaret.ask(a, `${path}/approve`, { body: {} });
  const when = 'killed around its approval';
  measure(
    'approvalSettledSeconds',
    await settle(context, a, [{ spec, person: ada, when }]),
  );
}

/** Calls that arrive at the Git host long after their portal has died. */
async function killWithLateCalls(context: CaseContext): Promise<void> {
  const { world, random, note, measure } = context;
  const { ada, a, git } = world;
  const late = [
    { method: 'POST', path: '*/git/refs' },
    { method: 'PUT', path: '*/contents/*' },
    { method: 'POST', path: '*/pulls' },
    { method: 'PUT', path: '*/merge' },
  ];
  const asked: Asked[] = [];
  for (const fault of late) {
    const delayMs = Math.round(25_000 + random() * 20_000);
    await git.addFault({ kind: 'delay', ...fault, delayMs });
    const spec = world.specs.draw();
    await ada.get(a, '/environments/changes', {
      body: { kind: 'create', name: spec.metadata.name, spec },
    });
    const when = `its ${fault.method} ${fault.path} arrives ${delayMs} ms late`;
    asked.push({ spec, person: ada, when });
    await sleep(1_500);
  }
  note('4 calls are still on their way; kill -9');
  await a.kill();
  await a.start();
  measure('lateCallsSettledSeconds', await settle(context, a, asked));
}
