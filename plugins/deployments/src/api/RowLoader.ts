import type { Matrix } from '@portico/plugin-deployments-common';
import type { ServiceRow } from './DeploymentsApi';

/** An answer that is not older than this serves the next who asks, too. */
export const SHARE_MS = 5_000;

/** The most that one question may name. */
const MAX_REFS = 100;

type Ask = (
  entityRefs: readonly string[],
  signal: AbortSignal,
) => Promise<Matrix>;

/** One question for several services, and who waits for it. */
interface Batch {
  entityRefs: string[];
  controller: AbortController;
  waiting: number;
  answer: Promise<Matrix>;
  answeredAt: number | undefined;
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
  #next: Batch | undefined;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** The row of a service; the question ends when nobody waits for it any more. */
  async load(entityRef: string, signal?: AbortSignal): Promise<ServiceRow> {
    signal?.throwIfAborted();
    this.#forgetOld();
    const batch = this.#shared.get(entityRef) ?? this.#join(entityRef);
    return rowOf(await this.#wait(batch, signal), entityRef);
  }

  #forgetOld() {
    const oldest = Date.now() - SHARE_MS;
    for (const [entityRef, { answeredAt }] of this.#shared) {
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
    const controller = new AbortController();
    const batch: Batch = {
      entityRefs: [],
      controller,
      waiting: 0,
      answeredAt: undefined,
      answer: Promise.resolve().then(() => {
        if (this.#next === batch) this.#next = undefined;
        return this.#ask(batch.entityRefs, controller.signal);
      }),
    };
    batch.answer.then(
      () => {
        batch.answeredAt = Date.now();
      },
      // A failure is told to those who wait, and not kept for others.
      () => this.#drop(batch),
    );
    this.#next = batch;
    return batch;
  }

  #drop(batch: Batch) {
    if (this.#next === batch) this.#next = undefined;
    for (const entityRef of batch.entityRefs) {
      if (this.#shared.get(entityRef) === batch) this.#shared.delete(entityRef);
    }
  }

  async #wait(batch: Batch, signal: AbortSignal | undefined): Promise<Matrix> {
    batch.waiting += 1;
    return new Promise((resolve, reject) => {
      const leave = () => {
        batch.waiting -= 1;
        if (batch.waiting === 0) {
          this.#drop(batch);
          batch.controller.abort(signal?.reason);
        }
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', leave, { once: true });
      batch.answer
        .then(resolve, reject)
        .finally(() => signal?.removeEventListener('abort', leave));
    });
  }
}
