import { randomUUID } from 'node:crypto';
import { JsonLines } from './JsonLines';

/** Money that moved. */
export interface LedgerEntry {
  key: string;
  kind: 'capture' | 'refund';
  /** The shop's order: what stands after the colon of the key. */
  orderId: string;
  amountCents: number;
  currency: string;
  reference: string;
  /** The capture that a refund gives back. */
  captureReference?: string;
  last4?: string;
  at: string;
}

/** A capture that will never be. */
export interface Refusal {
  key: string;
  /** Absent where it was cancelled before anybody asked for it. */
  amountCents?: number;
  reason: string;
  at: string;
}

/** A question whose key was used for another one, or that asks for what cannot be. */
export class ConflictError extends Error {
  override name = 'ConflictError';
}

/** What the provider knows of money: one effect for each key, for ever. */
export class Ledger {
  readonly #entries: LedgerEntry[];
  readonly #byKey: Map<string, LedgerEntry>;
  readonly #refusals: Map<string, Refusal>;
  readonly #files: {
    money: JsonLines<LedgerEntry>;
    refusals: JsonLines<Refusal>;
  };

  private constructor(file: string) {
    const money = JsonLines.open<LedgerEntry>(file);
    const refusals = JsonLines.open<Refusal>(`${file}.refusals`);
    this.#files = { money: money.lines, refusals: refusals.lines };
    this.#entries = money.entries;
    this.#byKey = new Map(money.entries.map(entry => [entry.key, entry]));
    this.#refusals = new Map(refusals.entries.map(entry => [entry.key, entry]));
  }

  /** Opens the ledger in a file; what was refused is in a file beside it. */
  static open(file: string): Ledger {
    return new Ledger(file);
  }

  get entries(): readonly LedgerEntry[] {
    return this.#entries;
  }

  /** Takes money, or says no where `refuse` gives a reason; a key that is known gets the answer of then. */
  capture(request: {
    key: string;
    amountCents: number;
    currency: string;
    last4: string;
    refuse?: string;
  }): LedgerEntry | Refusal {
    const { key, amountCents, currency, last4, refuse } = request;
    const known = this.#byKey.get(key) ?? this.#refusals.get(key);
    if (known) return sameAmount(known, amountCents);
    if (refuse) return this.#refuse({ key, amountCents, reason: refuse });
    return this.#add({
      key,
      kind: 'capture',
      amountCents,
      currency,
      last4,
      reference: `cap_${randomUUID()}`,
    });
  }

  /** Says what became of a capture; if nothing yet, nothing will. */
  cancel(key: string): LedgerEntry | Refusal {
    return (
      this.#byKey.get(key) ??
      this.#refusals.get(key) ??
      this.#refuse({ key, reason: 'cancelled' })
    );
  }

  /** Gives money back, never more than was taken. */
  refund(request: {
    key: string;
    reference: string;
    amountCents: number;
  }): LedgerEntry {
    const { key, reference, amountCents } = request;
    const known = this.#byKey.get(key);
    if (known) return sameAmount(known, amountCents);
    const capture = this.#entries.find(
      entry => entry.kind === 'capture' && entry.reference === reference,
    );
    if (!capture) throw new ConflictError('There is no such capture');
    const left = this.#entries
      .filter(entry => entry.captureReference === reference)
      .reduce((rest, entry) => rest - entry.amountCents, capture.amountCents);
    if (amountCents > left)
      throw new ConflictError('That is more than is left');
    return this.#add({
      key,
      kind: 'refund',
      amountCents,
      currency: capture.currency,
      reference: `ref_${randomUUID()}`,
      captureReference: reference,
    });
  }

  close(): void {
    this.#files.money.close();
    this.#files.refusals.close();
  }

  #add(entry: Omit<LedgerEntry, 'orderId' | 'at'>): LedgerEntry {
    const whole: LedgerEntry = {
      ...entry,
      orderId: entry.key.slice(entry.key.indexOf(':') + 1),
      at: new Date().toISOString(),
    };
    this.#files.money.append(whole);
    this.#entries.push(whole);
    this.#byKey.set(whole.key, whole);
    return whole;
  }

  #refuse(refusal: Omit<Refusal, 'at'>): Refusal {
    const whole = { ...refusal, at: new Date().toISOString() };
    this.#files.refusals.append(whole);
    this.#refusals.set(whole.key, whole);
    return whole;
  }
}

function sameAmount<T extends LedgerEntry | Refusal>(
  known: T,
  amountCents: number,
): T {
  if (known.amountCents !== undefined && known.amountCents !== amountCents) {
    throw new ConflictError('This key was used with another amount');
  }
  return known;
}
