import {
  type DeploymentChange,
  deploymentChangeSchema,
} from '@portico/plugin-deployments-common';
import { z } from 'zod/v4';
import { boundedId } from '../boundedId';
import type { ChangeSink, MarkStore } from '../sinks';
import { type Rollout, type RolloutPlace, sourceOf } from './rolloutOf';

/** A rollout, and where it is. */
export interface PlacedRollout {
  rollout: Rollout;
  place: RolloutPlace;
}

/** What was told of a Deployment last. */
const toldSchema = z.object({
  id: z.string(),
  status: z.enum(['running', 'succeeded', 'failed']),
  environment: z.string(),
  entityRefs: z.array(z.string()),
});

type Told = z.infer<typeof toldSchema>;

const MAX_KEY = 400;

function keyOf({ name }: Rollout): string {
  return boundedId(`kubernetes/rollout/${name}`, MAX_KEY);
}

function toldOf({ rollout, place }: PlacedRollout): Told {
  return {
    id: rollout.id,
    status: rollout.status,
    environment: place.environment,
    entityRefs: [...place.entityRefs].sort(),
  };
}

/** Hands rollouts on as they move, each step once, also over a restart of the portal. */
export class RolloutMemory {
  readonly #changes: ChangeSink;
  readonly #marks: MarkStore;
  readonly #now: () => Date;
  readonly #told = new Map<string, Told | null>();

  static create(options: {
    changes: ChangeSink;
    marks: MarkStore;
    now: () => Date;
  }): RolloutMemory {
    return new RolloutMemory(options.changes, options.marks, options.now);
  }

  private constructor(changes: ChangeSink, marks: MarkStore, now: () => Date) {
    this.#changes = changes;
    this.#marks = marks;
    this.#now = now;
  }

  /** Records what is new of the rollouts. What can't be recorded is told again the next time. */
  async tell(rollouts: readonly PlacedRollout[]): Promise<void> {
    const news: Array<{
      key: string;
      told: Told;
      changes: DeploymentChange[];
    }> = [];
    for (const placed of rollouts) {
      const key = keyOf(placed.rollout);
      const told = toldOf(placed);
      const before = await this.#last(key);
      if (JSON.stringify(before) !== JSON.stringify(told)) {
        const changes = [
          ...this.#ended(before, placed),
          ...placed.rollout.changes,
        ];
        news.push({ key, told, changes });
      }
    }
    const changes = news.flatMap(one => one.changes);
    if (changes.length > 0) {
      await this.#changes.record(changes);
    }
    for (const { key, told } of news) {
      await this.#marks.put(key, JSON.stringify(told));
      this.#told.set(key, told);
    }
  }

  /** A rollout that another one took the place of before it came to an end. */
  #ended(
    before: Told | null,
    { rollout, place }: PlacedRollout,
  ): DeploymentChange[] {
    if (before?.status !== 'running' || before.id === rollout.id) {
      return [];
    }
    const old = { ...place, entityRefs: before.entityRefs };
    return before.entityRefs.map(entityRef =>
      deploymentChangeSchema.parse({
        source: { ...sourceOf(before.id, entityRef, old), url: null },
        entityRef,
        environment: before.environment,
        origin: place.origin,
        at: rollout.startedAt ?? this.#now().toISOString(),
        status: 'inactive',
        kind: null,
        version: null,
        commit: null,
        artifact: null,
        who: null,
        startedAt: null,
        commits: null,
      }),
    );
  }

  async #last(key: string): Promise<Told | null> {
    const known = this.#told.get(key);
    if (known !== undefined) {
      return known;
    }
    const mark = await this.#marks.get(key);
    let value: unknown = null;
    try {
      value = JSON.parse(mark ?? 'null');
    } catch {
      // What somebody else wrote there tells nothing.
    }
    const told = toldSchema.safeParse(value).data ?? null;
    this.#told.set(key, told);
    return told;
  }
}
