import { z } from 'zod/v4';

/** What goes wrong at the provider. */
export const modeSchema = z.strictObject({
  mode: z.enum([
    'ok',
    'decline',
    'slow',
    'errors',
    'timeout-after-capture',
    'reset-after-capture',
  ]),
  /** How much of what is asked it happens to. */
  ratio: z.number().min(0).max(1).default(1),
  /** The same seed chooses the same questions. */
  seed: z.int().default(1),
  /** How long `slow` waits before it does anything. */
  delayMs: z.int().min(0).max(60_000).default(3_000),
});

/** A mode as it was switched on. */
export type ModeSettings = z.output<typeof modeSchema>;

/** What happens to one question. */
export type Trouble = ModeSettings['mode'];

// Tokens that bring their own trouble, each but the first time it is seen.
const ONCE: Readonly<Record<string, Trouble>> = {
  tok_timeout_once: 'timeout-after-capture',
  tok_reset_once: 'reset-after-capture',
  tok_errors_once: 'errors',
  tok_slow_once: 'slow',
};

/** The trouble that is switched on, and chosen by a seed or a token. */
export class Mode {
  #settings: ModeSettings = modeSchema.parse({ mode: 'ok' });
  #state = 1;
  readonly #seen = new Set<string>();

  get settings(): ModeSettings {
    return this.#settings;
  }

  switchTo(settings: ModeSettings): void {
    this.#settings = settings;
    this.#state = settings.seed;
  }

  /** The trouble of one question; a key meets what its token brings only the first time. */
  next(key: string, token?: string): Trouble {
    const own = token && ONCE[token];
    if (own && !this.#seen.has(key)) {
      this.#seen.add(key);
      return own;
    }
    const { mode, ratio } = this.#settings;
    return ratio >= 1 || this.#random() < ratio ? mode : 'ok';
  }

  /** Mulberry32: small, and the same on every machine. */
  #random(): number {
    /* eslint-disable no-bitwise -- the generator is made of bits */
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let value = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
    /* eslint-enable no-bitwise */
  }
}
