import { setTimeout as sleep } from 'node:timers/promises';
import type { ShopWorld } from '../../../shop/ShopWorld';
import { Shopper } from '../../../shop/Shopper';
import type { ChaosCase } from '../../Case';
import { quantile } from '../../harness/latency';
import { Crowd, type CrowdAnswer, type CrowdRequest } from '../Crowd';
import type { ShopContext } from '../trade';

const PEOPLE = 24;
const BEST_MS = 10_000;
const OVERLOAD_MS = 60_000;
const TIMES = 3;
const GOODPUT = 0.8;
const EARLY_MS = 500;
const RECOVERY_MS = 30_000;
const HEALTH_MS = 2_000;
const SHARE = 0.975;
// Of fewer, 97.5 % would be all of them.
const FEW_MS = 3_000;

/** Three times as many requests as the order service can answer, for a minute. */
export const overload: ChaosCase<ShopWorld> = {
  name: 'overload',
  title: 'A minute of three times what the order service can answer',
  short: false,
  run: async context => {
    const { world, holds, measure } = context;
    const crowd = Crowd.of(world.url('order'), await cartsOf(world));
    try {
      await crowd.patient(PEOPLE, BEST_MS / 2);
      const before = timesOf(await crowd.patient(1, FEW_MS));
      const best = perSecond(await crowd.patient(PEOPLE, BEST_MS), BEST_MS);
      measure('best_per_second', best);
      const watching = new AbortController();
      const health = watchHealth(world, watching.signal);
      const answers = await crowd.impatient(best * TIMES, OVERLOAD_MS);
      watching.abort();
      refusedEarly(context, answers);
      const good = perSecond(answers, OVERLOAD_MS);
      measure('goodput_ratio', good / best);
      holds(
        'four fifths of the best are still answered',
        good >= GOODPUT * best,
        `${good.toFixed(0)} of ${best.toFixed(0)} in a second`,
      );
      const { asked, failed } = await health;
      measure('health_checks', asked);
      holds('health answers', asked > 50 && failed.length === 0, failed.join());
      await recovers(context, crowd, before);
    } finally {
      crowd.leave();
    }
  },
};

/** What each of some shoppers asks for: a change of the own cart, which needs the token, the product service and the database. */
async function cartsOf(world: ShopWorld): Promise<CrowdRequest[]> {
  const shoppers = await Promise.all(
    Array.from({ length: PEOPLE }, () =>
      Shopper.arrive(name => world.url(name)),
    ),
  );
  const products = await shoppers[0].search('');
  return shoppers.flatMap(({ authorization }) =>
    products.slice(0, 3).map(({ id }) => ({
      method: 'PUT',
      path: `/v1/cart/items/${id}`,
      headers: { Authorization: authorization },
      body: '{"quantity":1}',
    })),
  );
}

function isGood({ status }: CrowdAnswer): boolean {
  return status === 200;
}

function perSecond(answers: readonly CrowdAnswer[], ms: number): number {
  return (answers.filter(isGood).length * 1_000) / ms;
}

function timesOf(answers: readonly CrowdAnswer[]): number {
  return quantile(
    answers.map(({ ms }) => ms),
    SHARE,
  );
}

function refusedEarly(
  { holds, measure, note }: ShopContext,
  answers: readonly CrowdAnswer[],
): void {
  const refused = answers.filter(answer => !isGood(answer));
  const kinds = new Map<string, number>();
  for (const { status, code } of refused) {
    const kind = `${status} ${code ?? ''}`.trim();
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  note(`${answers.length} asked, ${refused.length} refused: ${told(kinds)}`);
  measure('answered_ms', timesOf(answers.filter(isGood)));
  const refusedMs = quantile(
    refused.map(({ ms, lateMs }) => ms - lateMs),
    SHARE,
  );
  measure('refused_ms', refusedMs);
  measure(
    'sent_late_ms',
    quantile(
      answers.map(({ lateMs }) => lateMs),
      SHARE,
    ),
  );
  holds(
    'too much is refused as overload, and as nothing else',
    refused.length > 0 &&
      [...kinds.keys()].every(kind =>
        ['429 RATE_LIMIT_EXCEEDED', '503 OVERLOADED'].includes(kind),
      ),
    told(kinds) || 'nothing was refused',
  );
  holds(
    'refusals come early',
    refusedMs < EARLY_MS,
    `97.5 % within ${refusedMs.toFixed(0)} ms`,
  );
}

function told(kinds: ReadonlyMap<string, number>): string {
  return [...kinds].map(([kind, count]) => `${count} times ${kind}`).join(', ');
}

/** Asks as whatever runs the service would, until it is told to stop. */
async function watchHealth(world: ShopWorld, signal: AbortSignal) {
  const failed: string[] = [];
  let asked = 0;
  while (!signal.aborted) {
    for (const kind of ['liveness', 'readiness']) {
      const answer = await fetch(`${world.url('order')}/health/${kind}`, {
        signal: AbortSignal.timeout(HEALTH_MS),
      }).catch(() => undefined);
      await answer?.body?.cancel();
      asked += 1;
      if (answer?.status !== 200) failed.push(`${kind} ${answer?.status}`);
    }
    await sleep(500);
  }
  return { asked, failed };
}

async function recovers(
  { holds, measure }: ShopContext,
  crowd: Crowd,
  before: number,
): Promise<void> {
  const from = Date.now();
  let now = Infinity;
  let failed = 0;
  do {
    const answers = await crowd.patient(1, FEW_MS);
    failed = answers.filter(answer => !isGood(answer)).length;
    now = timesOf(answers);
  } while (
    (failed > 0 || now > Math.max(2 * before, 50)) &&
    Date.now() - from < RECOVERY_MS
  );
  measure('recovered_ms', Date.now() - from - FEW_MS);
  holds(
    'it is as before within 30 s',
    failed === 0 && now <= Math.max(2 * before, 50),
    `97.5 % within ${now.toFixed(0)} ms instead of ${before.toFixed(
      0,
    )}, ${failed} failed`,
  );
}
