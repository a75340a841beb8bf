import { randomUUID } from 'node:crypto';
import { z } from 'zod/v4';
import { startEvent } from '../../shop/reportStarts';
import type { CaseContext, ChaosCase } from '../Case';
import { eventually } from '../harness/eventually';

const EVENTS = 120;
const AT_ONCE = 8;
const PAGE = 200;
const KNOWN_WITHIN_MS = 20_000;

const acceptedSchema = z.object({
  deploymentId: z.string(),
  duplicate: z.boolean(),
});

const listSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      alsoFrom: z.array(z.object({ type: z.string(), id: z.string() })),
    }),
  ),
  nextCursor: z.string().optional(),
});

/** The portal is killed while a pipeline tells of deployments; it loses none that it took. */
export const deploymentEvents: ChaosCase = {
  name: 'deployment-events',
  title: 'Killed while a pipeline tells of deployments',
  short: true,
  async run(context) {
    const { world, random, note, measure } = context;
    const { a } = world;
    const events = drawEvents();
    const taken = new Set<string>();
    await knowsTheService(context, events[0]);
    const fatal = 1 + Math.floor(random() * (EVENTS / 2));
    let tellFatal = () => {};
    const reached = new Promise<void>(resolve => (tellFatal = resolve));
    const telling = tell(context, events, id => {
      taken.add(id);
      if (taken.size === fatal) tellFatal();
    });
    await Promise.race([reached, telling]);
    await a.kill();
    await telling;
    note(`kill -9 when ${fatal} of ${EVENTS} events were taken`);
    measure('takenBeforeTheKill', taken.size);
    context.holds(
      'the kill came while events were on their way',
      taken.size > 0 && taken.size < EVENTS,
      `${taken.size} of ${EVENTS} were taken`,
    );
    await a.start();
    const kept = await readHistory(context);
    context.broken(
      'an event that was taken is kept',
      [...taken].filter(id => !kept.has(id)).map(id => `${id} is lost`),
    );
    await tell(context, events, id => taken.add(id));
    context.holds(
      'all are taken when the pipeline tells again',
      taken.size === EVENTS,
      `${taken.size} of ${EVENTS} are`,
    );
    const after = await readHistory(context);
    context.broken(
      'each event is one deployment',
      [...taken]
        .filter(id => after.get(id) !== 1)
        .map(id => `${id} is there ${after.get(id) ?? 0} times`),
    );
  },
};

/** Deployments of one service, an hour apart, so that none is taken for another. */
function drawEvents(): object[] {
  const run = randomUUID();
  return Array.from({ length: EVENTS }, (_, number) => {
    const createdAt = new Date(Date.now() - (number + 1) * 3_600_000);
    const service = { component: 'order-service', createdAt };
    return startEvent({ ...service, version: `0.${number}.0-${run}` });
  });
}

/** The catalog has just filled; a name is looked for anew every few seconds. */
async function knowsTheService(
  { world }: CaseContext,
  body: object,
): Promise<void> {
  const { ada, a, secrets } = world;
  await eventually(
    'the portal knows the service',
    async () => {
      const { status } = await ada.ask(a, '/deployments/events', {
        body,
        token: secrets.ciToken,
      });
      return status < 300 || undefined;
    },
    { withinMs: KNOWN_WITHIN_MS, everyMs: 500 },
  );
}

/** Posts events as a pipeline does, some at once; calls back for each that was taken. */
async function tell(
  { world }: CaseContext,
  events: readonly object[],
  onTaken: (id: string) => void,
): Promise<void> {
  const { ada, a, secrets } = world;
  const left = [...events];
  const worker = async () => {
    for (let body = left.shift(); body; body = left.shift()) {
      const answer = await ada
        .ask(a, '/deployments/events', { body, token: secrets.ciToken })
        .catch(() => undefined);
      if (!answer) return;
      if (answer.status < 200 || answer.status > 299) {
        throw new Error(
          `an event is answered ${answer.status}: ${JSON.stringify(
            answer.body,
          )}`,
        );
      }
      onTaken(acceptedSchema.parse(answer.body).deploymentId);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** How often each deployment is in the history. */
async function readHistory({
  world,
}: CaseContext): Promise<Map<string, number>> {
  const { ada, a } = world;
  const seen = new Map<string, number>();
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({
      entityRef: 'component:default/order-service',
      environment: 'local',
      limit: String(PAGE),
      ...(cursor && { cursor }),
    });
    const page = listSchema.parse(
      await ada.get(a, `/deployments/deployments?${query}`),
    );
    for (const { id, alsoFrom } of page.items) {
      const names = [id, ...alsoFrom.map(one => `${one.type}:${one.id}`)];
      for (const name of names) seen.set(name, (seen.get(name) ?? 0) + 1);
    }
    cursor = page.nextCursor;
  } while (cursor);
  return seen;
}
