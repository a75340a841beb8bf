import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod/v4';
import { ProcessRegistry } from '../../process/ProcessRegistry';
import type { CaseContext, ChaosCase } from '../Case';
import { eventually } from '../harness/eventually';
import type { GitCall } from '../harness/GitGate';
import { settle } from '../harness/settle';
import { askFor, listNames, readRepository } from './common';

const PAUSE_SECONDS = 20;
const SOURCE = 'environments-repository';
const sourcesSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      state: z.string(),
      reason: z.string().nullable(),
    }),
  ),
});

/** The Git host is away, limits, is slow or crashes: what is known stays shown, with its age, and all recovers by itself. */
export const gitHostDown: ChaosCase = {
  name: 'git-host',
  title: 'Git host down, limiting, slow',
  short: false,
  async run(context) {
    await downAtStart(context);
    await downMeanwhile(context);
    await limited(context);
    await slow(context);
    await crashed(context);
  },
};

/** The portal starts without its Git host, serves, takes a request, and recovers. */
async function downAtStart(context: CaseContext): Promise<void> {
  const { world, holds, note, measure } = context;
  const { ada, a, gate, ports } = world;
  const names = await listNames(ada, a);
  await a.stop();
  await gate.close();
  const began = Date.now();
  await a.start();
  measure('startWithoutGitHostSeconds', (Date.now() - began) / 1000);
  const shown = await listNames(ada, a);
  holds(
    'the last good list is shown',
    shown.join() === names.join(),
    `${shown.length} of ${names.length} environments are shown`,
  );
  const source = await untilSource(context, state => state !== 'ok');
  note(`the source says: ${source.state}, "${source.reason}"`);
  holds(
    'its age is told',
    /as read at \d{4}-/.test(source.reason ?? ''),
    `the reason is "${source.reason}"`,
  );
  const { spec } = await askFor(context, ada, a);
  note('asked for an environment meanwhile');
  await sleep(2_000);
  await gate.open(ports.gate);
  const back = Date.now();
  const when = 'asked for without a Git host';
  await settle(context, a, [{ spec, person: ada, when }]);
  measure('changeRecoveredSeconds', (Date.now() - back) / 1000);
}

/** It goes away and comes back while nothing is asked for; the portal notices both. */
async function downMeanwhile(context: CaseContext): Promise<void> {
  const { world, measure } = context;
  const { gate, ports } = world;
  await untilSource(context, state => state === 'ok');
  await gate.close();
  await readRepository(context);
  await untilSource(context, state => state !== 'ok');
  await gate.open(ports.gate);
  const back = Date.now();
  await untilSource(context, state => state === 'ok');
  measure('sourceRecoveredSeconds', (Date.now() - back) / 1000);
}

/** Whether a call is the environments' own, and not the catalog's. */
function isOwn({ path }: GitCall): boolean {
  return /\/(git|pulls|statuses)\b|\/contents\/infra\/environments/.test(path);
}

/** The Git host asks for a pause: it gets one, whatever happens meanwhile. */
async function limited(context: CaseContext): Promise<void> {
  const { world, holds, note, measure } = context;
  const { ada, a, gate, git, hooks } = world;
  const push = hooks.seen.findLast(({ event }) => event === 'push');
  if (!push) {
    throw new Error('No push was seen');
  }
  await sleep(3_000);
  await git.addFault({
    kind: 'secondary-limit',
    times: 10_000,
    retryAfterSeconds: PAUSE_SECONDS,
  });
  const { spec } = await askFor(context, ada, a);
  const first = await eventually(
    'a refused call',
    async () => gate.calls.findLast(call => isOwn(call) && call.status === 403),
    { withinMs: 10_000 },
  );
  const until = first.at + PAUSE_SECONDS * 1000;
  while (Date.now() < until - 1_000) {
    await hooks.deliver(push, { 'x-github-delivery': crypto.randomUUID() });
    await sleep(1_000);
  }
  const calls = gate
    .since(first.at + 1, isOwn)
    .filter(({ at }) => at < until - 500);
  note(`${PAUSE_SECONDS} s pause asked for, a push each second meanwhile`);
  measure('callsInThePause', calls.length);
  holds(
    'the pause is kept',
    calls.length === 0,
    `${calls.length} calls came in it, such as ${calls[0]?.method} ${calls[0]?.path}`,
  );
  await git.clearFaults();
  const when = 'asked for while the Git host limited';
  await settle(context, a, [{ spec, person: ada, when }]);
}

/** Each answer takes three seconds: pages don't wait for it. */
async function slow(context: CaseContext): Promise<void> {
  const { world, holds, measure } = context;
  const { ada, a, git } = world;
  await git.addFault({ kind: 'delay', times: 10_000, delayMs: 3_000 });
  const { spec, id } = await askFor(context, ada, a);
  let slowestMs = 0;
  for (let look = 0; look < 10; look += 1) {
    for (const path of [
      '/environments/environments',
      `/environments/changes/${id}`,
      '/environments/sources',
    ]) {
      slowestMs = Math.max(slowestMs, (await ada.ask(a, path)).ms);
    }
    await sleep(300);
  }
  measure('slowestPageMs', slowestMs);
  holds(
    'no page waits for a slow Git host',
    slowestMs < 1_000,
    `one took ${slowestMs.toFixed(0)} ms`,
  );
  await sleep(15_000);
  await git.clearFaults();
  const when = 'asked for while the Git host was slow';
  await settle(context, a, [{ spec, person: ada, when }]);
}

/** The Git host is killed while it works for a change; it comes back by itself. */
async function crashed(context: CaseContext): Promise<void> {
  const { world, note, random } = context;
  const { ada, a, data } = world;
  const asked = [await askFor(context, ada, a), await askFor(context, ada, a)];
  await sleep(random() * 300);
  const records = await ProcessRegistry.read(data);
  const host = records.find(({ name }) => name === 'git-host');
  if (!host) {
    throw new Error('The Git host is not written down');
  }
  process.kill(host.pid, 'SIGKILL');
  note('kill -9 of the Git host in the middle of two changes');
  await settle(
    context,
    a,
    asked.map(({ spec }) => ({
      spec,
      person: ada,
      when: 'the Git host crashed',
    })),
  );
}

async function untilSource(
  { world }: CaseContext,
  wanted: (state: string) => boolean,
) {
  const { grace, a } = world;
  return eventually(
    'the source of the environments',
    async () => {
      const body = await grace.get(a, '/environments/sources');
      const source = sourcesSchema
        .parse(body)
        .items.find(({ id }) => id === SOURCE);
      return source && wanted(source.state) ? source : undefined;
    },
    { withinMs: 90_000, everyMs: 500 },
  );
}
