import type { Knex } from 'knex';
import { DatabaseMarkStore } from '../database/DatabaseMarkStore';
import type { IncidentStore } from '../database/IncidentStore';
import { placeOf, wherePlaces, type PlaceColumns } from '../database/Place';
import type { ChangeSink } from '../sources/sinks';
import { sampleDefinition, sampleHistory } from './sampleHistory';

/** The moment at which what is invented ends, and what is measured begins. */
const START = 'samples/start';
/** What was invented. */
const DEFINITION = 'samples/definition';

/** Puts the samples where they are wanted, and takes them away where they are not. */
export class SampleKeeper {
  readonly #knex: Knex;
  readonly #marks: DatabaseMarkStore;
  readonly #changes: ChangeSink;
  readonly #incidents: IncidentStore;
  readonly #now: () => Date;

  static create(options: {
    knex: Knex;
    changes: ChangeSink;
    incidents: IncidentStore;
    now: () => Date;
  }): SampleKeeper {
    return new SampleKeeper(options);
  }

  private constructor(options: {
    knex: Knex;
    changes: ChangeSink;
    incidents: IncidentStore;
    now: () => Date;
  }) {
    this.#knex = options.knex;
    this.#marks = DatabaseMarkStore.create(options.knex);
    this.#changes = options.changes;
    this.#incidents = options.incidents;
    this.#now = options.now;
  }

  /** Makes the samples of these environments be there, and no others. */
  async keep(environments: readonly string[]): Promise<void> {
    const wanted = environments.length > 0;
    const definition = wanted ? sampleDefinition(environments) : null;
    if ((await this.#marks.get(DEFINITION)) !== definition) {
      await this.#remove();
    }
    if (!definition) return;
    const start = await this.#marks.putFirst(START, this.#now().toISOString());
    const { changes, incidents } = sampleHistory(new Date(start), environments);
    await this.#incidents.save(incidents);
    await this.#changes.record(changes);
    await this.#marks.put(DEFINITION, definition);
  }

  /** Removes everything that is invented; when it began is forgotten as well. */
  async #remove(): Promise<void> {
    await this.#knex.transaction(async tx => {
      const rows = await tx<PlaceColumns>('deployment_places')
        .where({ origin: 'sample' })
        .forUpdate();
      const places = rows.map(placeOf);
      await tx('incidents').where({ origin: 'sample' }).delete();
      if (places.length === 0) return;
      const records = wherePlaces(tx('deployment_records'), places);
      await tx('deployment_changes')
        .whereIn('record_id', records.clone().select('id'))
        .delete();
      await records.delete();
      await wherePlaces(tx('deployments'), places).delete();
      await wherePlaces(tx('deployment_places'), places).delete();
    });
    await this.#marks.remove(START);
    await this.#marks.remove(DEFINITION);
  }
}
