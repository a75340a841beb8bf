import { copyFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  defaultSpecFor,
  type EnvironmentSpec,
} from '@portico/plugin-environments-common';
import { z } from 'zod/v4';
import type { CaseContext, ChaosCase } from '../Case';
import { eventually, stretched } from '../harness/eventually';
import { probe, quantile } from '../harness/latency';
import type { Answer } from '../harness/Person';
import { askFor, untilChange } from './common';

/** The portal gives up after five seconds; the rest is the way there and back. */
const DEADLINE_MS = 5_000;
const WAY_MS = 1_000;
const BEARABLE_MS = 1_000;
const FLOODING = 10;
const FLOOD_MS = 6_000;
const PROBED = [
  '/environments/environments',
  '/environments/environments/staging',
  '/environments/changes?limit=20',
  '/catalog/entities/by-query?limit=20',
];
/** A worker that takes every question and answers none. */
const SILENT_WORKER =
  "require('node:worker_threads').parentPort.on('message', () => undefined);\n";

const previewSchema = z.object({
  valid: z.literal(true),
  estimate: z.object({ status: z.string().optional() }),
  plan: z.unknown(),
  approvals: z.array(z.object({ group: z.string() })),
});

/** The worker that prices environments does not answer, or is asked too much: it is said, and nothing else suffers. */
export const frozenPreview: ChaosCase = {
  name: 'preview',
  title: 'Frozen and flooded preview worker',
  short: false,
  async run(context) {
    const { ada, a } = context.world;
    const calm = await probe(ada, a, PROBED, 3_000);
    await flooded(context, calm);
    await frozen(context, calm);
  },
};

/** More previews than any worker can take, for as long as other pages are watched. */
async function flooded(
  context: CaseContext,
  calm: ReadonlyMap<string, number[]>,
): Promise<void> {
  const { world, holds, note, measure } = context;
  const { ada, a } = world;
  const probing = probe(ada, a, PROBED, FLOOD_MS);
  const answers = (
    await Promise.all(
      Array.from({ length: FLOODING }, (_, client) => flood(context, client)),
    )
  ).flat();
  const slowest = Math.max(...answers.map(({ ms }) => ms));
  const count = (status: number) =>
    answers.filter(answer => answer.status === status).length;
  note(
    `${FLOODING} clients ask for the largest spec all the time: ${count(
      200,
    )} x 200, ${count(503)} x 503`,
  );
  measure('floodedSlowestMs', slowest);
  holds(
    'a flood is answered in time, or asked to come again',
    slowest < previewWithinMs() &&
      answers.every(
        ({ status, headers }) =>
          status === 200 || (status === 503 && headers.has('retry-after')),
      ),
    `the slowest took ${slowest.toFixed(0)} ms`,
  );
  compare(context, 'flooded', calm, await probing);
  const after = await preview(context, largest(100));
  holds(
    'after the flood there is a price at once',
    after.status === 200 && !isUnavailable(after),
    describe(after),
  );
}

/** One client that asks again as soon as it is answered. */
async function flood(context: CaseContext, client: number): Promise<Answer[]> {
  const answers: Answer[] = [];
  const end = Date.now() + FLOOD_MS;
  while (Date.now() < end) {
    const number = client * 1_000 + answers.length;
    const answer = await preview(context, largest(1_000 + number));
    answers.push(answer);
    await sleep(answer.status === 503 ? 250 : 0);
  }
  return answers;
}

/** The worker is replaced by one that never answers, and then mended. */
async function frozen(
  context: CaseContext,
  calm: ReadonlyMap<string, number[]>,
): Promise<void> {
  const { world, note, measure, holds } = context;
  const { ada, a, data } = world;
  const worker = data.file('app', 'infra', 'worker', 'synth.cjs');
  const kept = data.file('synth.kept.cjs');
  await copyFile(worker, kept);
  await writeFile(worker, SILENT_WORKER);
  try {
    await world.restart();
    note('started with a worker that never answers');
    const probing = probe(ada, a, PROBED, 10_000);
    for (let index = 200; index < 203; index += 1) {
      seeUnavailable(context, await preview(context, largest(index)));
    }
    compare(context, 'frozen', calm, await probing);
    const { id } = await askFor(context, ada, a);
    const change = await untilChange(
      ada,
      a,
      id,
      ({ state }) => state === 'pending-approval',
    );
    holds(
      'what has no price waits for a yes of the platform',
      change.state === 'pending-approval',
    );
  } finally {
    await copyFile(kept, worker);
  }
  const began = Date.now();
  await eventually(
    'a price after the worker is mended',
    async () => {
      const answer = await preview(context, largest(300));
      if (answer.status === 200 && !isUnavailable(answer)) {
        return true;
      }
      throw new Error(describe(answer));
    },
    { withinMs: 30_000 },
  );
  measure('mendedWithoutRestartSeconds', (Date.now() - began) / 1000);
}

function previewWithinMs(): number {
  return DEADLINE_MS + stretched(WAY_MS);
}

function seeUnavailable({ holds, measure }: CaseContext, answer: Answer) {
  const read = previewSchema.safeParse(answer.body);
  measure('frozenPreviewMs', answer.ms);
  holds(
    'a preview without a worker is answered within 6 s',
    answer.ms < previewWithinMs(),
    `it took ${answer.ms.toFixed(0)} ms`,
  );
  holds(
    'it says that there is no price, and asks the platform',
    answer.status === 200 &&
      isUnavailable(answer) &&
      (read.data?.approvals.some(({ group }) => group.includes('platform')) ??
        false),
    describe(answer),
  );
}

function describe({ status, body }: Answer): string {
  return `it is answered ${status}: ${JSON.stringify(body).slice(0, 300)}`;
}

function isUnavailable({ body }: Answer): boolean {
  return previewSchema.safeParse(body).data?.estimate.status === 'unavailable';
}

/** Other pages may take half as long again, and a second wherever the machine is busy. */
function compare(
  { holds, measure }: CaseContext,
  name: string,
  calm: ReadonlyMap<string, number[]>,
  now: ReadonlyMap<string, number[]>,
): void {
  for (const [path, times] of now) {
    const before = quantile(calm.get(path) ?? [], 0.9);
    const after = quantile(times, 0.9);
    measure(`${name} ${path} p90 ms (calm ${before.toFixed(0)})`, after);
    holds(
      `${path} stays quick while the worker is ${name}`,
      after <= Math.max(before * 1.5, stretched(BEARABLE_MS)),
      `p90 is ${after.toFixed(0)} ms instead of ${before.toFixed(0)}`,
    );
  }
}

function preview(
  { world }: CaseContext,
  spec: EnvironmentSpec,
): Promise<Answer> {
  return world.ada.ask(world.a, '/environments/preview', { body: { spec } });
}

/** An environment with everything in it; each number gives another one. */
function largest(number: number): EnvironmentSpec {
  const spec = defaultSpecFor('prod', {
    name: `flood-${number}`,
    owner: 'group:default/checkout',
    takenCidrs: [],
    description: 'Only looked at',
  });
  const [group] = spec.spec.cluster?.nodeGroups ?? [];
  const copy = structuredClone(spec);
  copy.spec.network.cidr = `10.${200 + (number % 50)}.0.0/16`;
  if (copy.spec.cluster && group) {
    copy.spec.cluster.nodeGroups = Array.from({ length: 10 }, (_, index) => ({
      ...structuredClone(group),
      name: `group-${index}`,
    }));
  }
  return copy;
}
