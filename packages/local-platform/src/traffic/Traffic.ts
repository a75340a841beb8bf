import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../system/seededRandom';
import { Shopper, type RequestObserver } from '../shop/Shopper';
import type { ServiceName } from '../shop/services';
import type { ClientMetrics } from './ClientMetrics';
import { visit } from './visit';

/** What the traffic of a shop needs. */
export interface TrafficOptions {
  url(name: ServiceName): string;
  metrics: ClientMetrics;
  /** Visits a minute. */
  perMinute: number;
  random?: Random;
  pauseMs?: number;
  onFailure?(error: unknown): void;
}

/** The most visits a minute that this traffic is made for: a load test is another thing. */
export const MOST_PER_MINUTE = 600;

const MOST_SHOPPERS = 40;
const MOST_AT_ONCE = 30;
const NEW_SHOPPER = 0.1;
const WRONG_PASSWORD = 0.04;
const PAUSE_MS = 1_500;
const IDLE_MS = 1_000;
const MINUTE_MS = 60_000;

/** How long nobody comes, by a number that is drawn from 0 to 1: people come independently of each other, so the gaps between them are exponential. */
export function gapMs(perMinute: number, drawn: number): number {
  if (perMinute === 0) return IDLE_MS;
  const mean = MINUTE_MS / perMinute;
  // A new rate is heeded within a minute, also after a rate of one an hour.
  return Math.min(-Math.log(1 - drawn) * mean, 10 * mean, MINUTE_MS);
}

/** Shoppers who come at random, as many a minute as wanted, whatever the shop answers. */
export class Traffic {
  readonly #options: TrafficOptions;
  readonly #random: Random;
  readonly #shoppers: Shopper[] = [];
  #perMinute: number;
  #visits = 0;
  /** How many shoppers register. */
  #arriving = 0;

  constructor(options: TrafficOptions) {
    this.#options = options;
    this.#random = options.random ?? Math.random;
    this.#perMinute = options.perMinute;
  }

  /** Visits a minute; 0 stands for none. */
  get perMinute(): number {
    return this.#perMinute;
  }

  /** How many visits are going on. */
  get visits(): number {
    return this.#visits;
  }

  setRate(perMinute: number): void {
    this.#perMinute = perMinute;
  }

  /** Lets shoppers come until the signal, and waits for none of them. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      // One that is over the bound is not counted: a client that gives up sees nothing.
      if (this.#perMinute > 0 && this.#visits < MOST_AT_ONCE) {
        void this.#visit(signal);
      }
      const gap = gapMs(this.#perMinute, this.#random());
      await sleep(gap, undefined, { signal }).catch(() => {});
    }
  }

  async #visit(signal: AbortSignal): Promise<void> {
    const { metrics, onFailure, pauseMs = PAUSE_MS } = this.#options;
    this.#visits += 1;
    try {
      const shopper = await this.#shopper();
      await visit(shopper, { random: this.#random, pauseMs, signal });
      metrics.countJourney('completed');
    } catch (error) {
      if (signal.aborted) return;
      metrics.countJourney('failed');
      onFailure?.(error);
    } finally {
      this.#visits -= 1;
    }
  }

  /** Mostly somebody who was here before, signed in anew. */
  async #shopper(): Promise<Shopper> {
    const known = this.#shoppers.length;
    const hasRoom = known + this.#arriving < MOST_SHOPPERS;
    if (known === 0 || (hasRoom && this.#random() < NEW_SHOPPER)) {
      return this.#newShopper();
    }
    const shopper = this.#shoppers[Math.floor(this.#random() * known)];
    shopper.address = this.#address();
    if (this.#random() < WRONG_PASSWORD) await shopper.mistypePassword();
    await shopper.signIn();
    return shopper;
  }

  async #newShopper(): Promise<Shopper> {
    const { url, metrics } = this.#options;
    const observe: RequestObserver = metrics.observe;
    this.#arriving += 1;
    try {
      const shopper = await Shopper.arrive(url, observe, this.#address());
      this.#shoppers.push(shopper);
      return shopper;
    } finally {
      this.#arriving -= 1;
    }
  }

  /** People come from everywhere: one of the addresses that are set aside for measurements (RFC 2544). */
  #address(): string {
    const byte = () => Math.floor(this.#random() * 256);
    return `198.${18 + (byte() % 2)}.${byte()}.${byte()}`;
  }
}
