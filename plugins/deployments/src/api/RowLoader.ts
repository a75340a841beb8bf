import type { Matrix } from '@portico/plugin-deployments-common';
import type { RowRequestOptions, ServiceRow } from './DeploymentsApi';
import { Flight } from './Flight';

/** An answer that is not older than this serves the next who asks, too. */
export const SHARE_MS = 5_000;

/** The most that one question may name. */
const MAX_REFS = 100;

type Ask = (
  entityRefs: readonly string[],
  signal: AbortSignal,
) => Promise<Matrix>;

/** One question for several services. */
class Batch {
  readonly entityRefs: string[] = [];
  readonly flight: Flight<Matrix>;

  constructor(
    ask: (batch: Batch, signal: AbortSignal) => Promise<Matrix>,
    onLost: (batch: Batch) => void,
  ) {
    this.flight = new Flight(
      signal => ask(this, signal),
      () => onLost(this),
    );
  }
}

function rowOf(matrix: Matrix, entityRef: string): ServiceRow {
  const wanted = entityRef.toLocaleLowerCase('en');
  const row = matrix.items.find(
    item => item.entityRef.toLocaleLowerCase('en') === wanted,
  );
  const { environments, asOf } = matrix;
  return { entityRef, cells: row?.cells ?? [], environments, asOf };
}

/**
 * Asks for the rows of services. Those who ask in the same moment share one question, those who
 * ask for the same service while it is on its way, or just after, share its answer. So the card,
 * the tab and whatever else is on a page cost one call together.
 */
export class RowLoader {
  readonly #ask: Ask;
  readonly #shared = new Map<string, Batch>();
  /** The question that has not been asked yet, and that others may join. */
  #next: Batch | undefined;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** The row of a service, asked for after `newsAt`; the question ends when nobody waits for it any more. */
  async load(
    entityRef: string,
    { signal, newsAt = 0 }: RowRequestOptions = {},
  ): Promise<ServiceRow> {
    signal?.throwIfAborted();
    this.#forgetOld();
    const shared = this.#shared.get(entityRef);
    const batch =
      shared && shared.flight.begunAt >= newsAt
        ? shared
        : this.#join(entityRef);
    return rowOf(await batch.flight.wait(signal), entityRef);
  }

  #forgetOld() {
    const oldest = Date.now() - SHARE_MS;
    for (const [entityRef, { flight }] of this.#shared) {
      const { answeredAt } = flight;
      if (answeredAt !== undefined && answeredAt < oldest) {
        this.#shared.delete(entityRef);
      }
    }
  }

  #join(entityRef: string): Batch {
    const open = this.#next;
    const batch =
      open && open.entityRefs.length < MAX_REFS ? open : this.#open();
    batch.entityRefs.push(entityRef);
    this.#shared.set(entityRef, batch);
    return batch;
  }

  #open(): Batch {
    this.#next = new Batch(
      async (batch, signal) => {
        if (this.#next === batch) this.#next = undefined;
        return this.#ask(batch.entityRefs, signal);
      },
      batch => this.#drop(batch),
    );
    return this.#next;
  }

  #drop(batch: Batch) {
    if (this.#next === batch) this.#next = undefined;
    for (const entityRef of batch.entityRefs) {
      if (this.#shared.get(entityRef) === batch) this.#shared.delete(entityRef);
    }
  }
}
