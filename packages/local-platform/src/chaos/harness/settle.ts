import { setTimeout as sleep } from 'node:timers/promises';
import type { EnvironmentSpec } from '@portico/plugin-environments-common';
import { z } from 'zod/v4';
import { messageOf } from '../../terminal/LauncherError';
import type { CaseContext } from '../Case';
import { brokenInvariants } from './ChangeFacts';
import { stretched } from './eventually';
import { gatherFacts } from './gatherFacts';
import type { Person, Place } from './Person';

/** An environment that was asked for. */
export interface Asked {
  spec: EnvironmentSpec;
  person: Person;
  /** What its portal was doing when it was killed. */
  when: string;
  taskId?: string;
}

const SETTLED_WITHIN_MS = 60_000;
const changeSchema = z.object({
  name: z.string(),
  approvals: z.array(z.object({ reason: z.string() })),
});
const LOOK_EVERY_MS = 1_000;

/**
 * Waits until all that was asked for is there, once, and told truly; whatever is
 * not within a minute is broken. Tells how long the slowest took.
 */
export async function settle(
  context: CaseContext,
  portal: Place,
  asked: readonly Asked[],
): Promise<number> {
  const began = Date.now();
  let open = asked.map(one => ({ one, reasons: ['it was not looked at'] }));
  let slowestMs = 0;
  while (open.length > 0 && Date.now() - began < stretched(SETTLED_WITHIN_MS)) {
    await sleep(LOOK_EVERY_MS);
    const next: typeof open = [];
    for (const { one } of open) {
      const reasons = await look(context, portal, one);
      if (reasons.length > 0) {
        next.push({ one, reasons });
      } else {
        slowestMs = Date.now() - began;
        context.broken(one.when, []);
      }
    }
    open = next;
  }
  for (const { one, reasons } of open) {
    const { name } = one.spec.metadata;
    context.broken(`${name}, ${one.when}`, reasons);
  }
  return slowestMs / 1000;
}

async function look(
  context: CaseContext,
  portal: Place,
  { spec, person, taskId }: Asked,
): Promise<string[]> {
  try {
    const { git } = context.world;
    const facts = await gatherFacts({ spec, taskId, git, portal, person });
    const [change] = facts.changes;
    if (change?.state === 'pending-approval') {
      await agree(context, portal, change.id);
    }
    return brokenInvariants(facts);
  } catch (error) {
    return [messageOf(error)];
  }
}

/** A machine that is busy may have had no price in time; then the platform agrees, as its people would. */
async function agree(
  { world, note }: CaseContext,
  portal: Place,
  id: string,
): Promise<void> {
  const { grace } = world;
  const path = `/environments/changes/${id}`;
  const { name, approvals } = changeSchema.parse(await grace.get(portal, path));
  const { status } = await grace.ask(portal, `${path}/approve`, { body: {} });
  const reasons = approvals.map(({ reason }) => reason).join('; ');
  note(`${name} waits, because ${reasons}; grace agrees: ${status}`);
}
