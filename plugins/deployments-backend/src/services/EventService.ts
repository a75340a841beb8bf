import {
  deploymentIdOf,
  readCdEvent,
  type EventAccepted,
  type EventReading,
  type NameResolver,
} from '@portico/plugin-deployments-common';
import type { Origin } from '@portico/plugin-timeline-common';
import type { ChangeSink } from '../sources/sinks';
import { InvalidInputError } from './InvalidInputError';
import type { RereadableNames } from './NamesSource';
import { NotOursError } from './NotOursError';

/** Takes in what pipelines tell of deployments. */
export class EventService {
  readonly #changes: ChangeSink;
  readonly #names: RereadableNames;
  readonly #origin: Origin;

  static create(options: {
    changes: ChangeSink;
    names: RereadableNames;
    /** From where the events come. */
    origin: Origin;
  }): EventService {
    const { changes, names, origin } = options;
    return new EventService(changes, names, origin);
  }

  private constructor(
    changes: ChangeSink,
    names: RereadableNames,
    origin: Origin,
  ) {
    this.#changes = changes;
    this.#names = names;
    this.#origin = origin;
  }

  /**
   * Keeps an event. When it returns, nothing of it is lost by a killed portal.
   *
   * @throws InvalidInputError where a field is wrong
   * @throws NotOursError where it is about nothing that is known here
   */
  async take(body: unknown): Promise<EventAccepted> {
    const reading = await this.#read(body);
    if (reading.status === 'invalid') {
      throw new InvalidInputError(reading.issues);
    }
    if (reading.status === 'not-ours') {
      throw new NotOursError(reading.reason);
    }
    const { changes } = reading;
    const { duplicates } = await this.#changes.record(changes);
    return {
      deploymentId: deploymentIdOf(changes[0].source),
      duplicate: duplicates === changes.length,
    };
  }
  /** What an event tells; a name that is not known may be that of a service that is new. */
  async #read(body: unknown): Promise<EventReading> {
    const read = (names: NameResolver) =>
      readCdEvent(body, names, this.#origin);
    const reading = read(await this.#names.current());
    return reading.status === 'not-ours'
      ? read(await this.#names.fresher())
      : reading;
  }
}
