import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import { z } from 'zod/v4';

/** What can be made to go wrong on purpose. */
export const faultSchema = z.discriminatedUnion('fault', [
  z.strictObject({ fault: z.literal('off') }),
  z.strictObject({
    fault: z.literal('slow'),
    delayMs: z.int().min(1).max(60_000).default(2_000),
  }),
  z.strictObject({
    fault: z.literal('errors'),
    /** How many requests fail, from 0 to 1. */
    ratio: z.number().gt(0).max(1).default(1),
  }),
  z.strictObject({ fault: z.literal('crash') }),
]);

/** A fault that is switched on, or `off`. */
export type Fault = z.output<typeof faultSchema>;

/** Makes a service slow or failing on purpose, to see what its SLOs and callers do. */
export class Faults {
  #fault: Fault = { fault: 'off' };
  readonly #random: () => number;

  private constructor(random: () => number) {
    this.#random = random;
  }

  static create(options: { random?: () => number } = {}): Faults {
    return new Faults(options.random ?? Math.random);
  }

  /** What is switched on now. */
  get fault(): Fault {
    return this.#fault;
  }

  /** Switches a fault on, instead of the one before. */
  set(fault: Fault): void {
    this.#fault = fault;
  }

  /** Gives each request the fault that is on when it comes in. */
  readonly apply: RequestHandler = async (_request, _response, next) => {
    const fault = this.#fault;
    if (fault.fault === 'slow') await sleep(fault.delayMs);
    if (fault.fault === 'errors' && this.#random() < fault.ratio) {
      throw new Error('The fault "errors" is switched on');
    }
    next();
  };
}
