import { setTimeout as delay } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventParams } from '@backstage/plugin-events-node';
import { readGithubEvent } from '@portico/plugin-deployments-common';
import type { Origin } from '@portico/plugin-timeline-common';
import type { CatalogNames } from '../../names/CatalogNames';
import type { ChangeSink } from '../sinks';

/** The topics of the webhooks that tell of deployments. */
export const GITHUB_TOPICS = [
  'github.deployment',
  'github.deployment_status',
  'github.workflow_run',
];

/** What the listener works with. */
export interface GithubEventsOptions {
  names: Pick<CatalogNames, 'current'>;
  changes: ChangeSink;
  origin: Origin;
  logger: Pick<LoggerService, 'warn' | 'debug'>;
  /** The pauses before it is tried again. */
  pausesMs?: readonly number[];
}

const REMEMBERED_DELIVERIES = 1_000;
/** A Git host waits 10 s for the answer to a webhook. */
const PAUSES_MS = [250, 1_000];

/** Hears what Git hosts tell of deployments, each delivery once. */
export class GithubEvents {
  readonly #options: GithubEventsOptions;
  readonly #deliveries = new Set<string>();

  static create(options: GithubEventsOptions): GithubEvents {
    return new GithubEvents(options);
  }

  private constructor(options: GithubEventsOptions) {
    this.#options = options;
  }

  /**
   * Takes an event. It throws where it could not be kept, so that whoever gave it can give it
   * again; what is lost nevertheless is found by the next reading of the repository.
   */
  async onEvent({ topic, eventPayload, metadata }: EventParams): Promise<void> {
    const delivery = metadata?.['x-github-delivery'];
    const id = typeof delivery === 'string' ? delivery : null;
    if (id !== null && this.#deliveries.has(id)) {
      return;
    }
    await this.#persist(() => this.#take(topic, eventPayload));
    if (id !== null) {
      this.#remember(id);
    }
  }

  async #take(topic: string, payload: unknown): Promise<void> {
    const { names, changes, origin, logger } = this.#options;
    const event = topic.replace(/^github\./, '');
    const reading = readGithubEvent(
      event,
      payload,
      await names.current(),
      origin,
    );
    if (reading.status === 'taken') {
      await changes.record(reading.changes);
    } else if (reading.status === 'not-ours') {
      logger.debug(`An event ${event} is not ours: ${reading.reason}`);
    } else {
      const fields = reading.issues.map(({ path }) => path).join(', ');
      logger.warn(`An event ${event} has fields that are not known: ${fields}`);
    }
  }

  async #persist(work: () => Promise<void>): Promise<void> {
    for (const pauseMs of this.#options.pausesMs ?? PAUSES_MS) {
      try {
        await work();
        return;
      } catch {
        await delay(pauseMs);
      }
    }
    await work();
  }

  #remember(delivery: string): void {
    this.#deliveries.add(delivery);
    if (this.#deliveries.size > REMEMBERED_DELIVERIES) {
      const [oldest] = this.#deliveries;
      this.#deliveries.delete(oldest);
    }
  }
}
