const WINDOW_MS = 3_600_000;

/** What a client has left of its hour. */
export interface RateLimit {
  limit: number;
  used: number;
  remaining: number;
  /** Seconds since 1970. */
  reset: number;
  exceeded: boolean;
}

/** Counts requests an hour, as GitHub's primary rate limit does. */
export class RateLimiter {
  readonly #limit: number;
  readonly #clock: () => Date;
  readonly #windows = new Map<string, { used: number; endsAt: number }>();

  constructor(limit: number, clock: () => Date) {
    this.#limit = limit;
    this.#clock = clock;
  }

  /** Counts one request of a client. */
  take(client: string): RateLimit {
    const window = this.#window(client);
    const exceeded = window.used >= this.#limit;
    if (!exceeded) {
      window.used += 1;
    }
    return { ...this.peek(client), exceeded };
  }

  /** Takes a request back that doesn't count: one answered by 304. */
  giveBack(client: string): void {
    const window = this.#window(client);
    window.used = Math.max(0, window.used - 1);
  }

  /** What a client has left, without counting. */
  peek(client: string): RateLimit {
    const { used, endsAt } = this.#window(client);
    return {
      limit: this.#limit,
      used,
      remaining: this.#limit - used,
      reset: Math.ceil(endsAt / 1000),
      exceeded: used >= this.#limit,
    };
  }

  #window(client: string): { used: number; endsAt: number } {
    const now = this.#clock().getTime();
    const current = this.#windows.get(client);
    if (current && current.endsAt > now) {
      return current;
    }
    const fresh = { used: 0, endsAt: now + WINDOW_MS };
    this.#windows.set(client, fresh);
    return fresh;
  }
}

/** The headers that tell a rate limit. */
export function rateLimitHeaders(rate: RateLimit): Record<string, string> {
  return {
    'X-RateLimit-Limit': String(rate.limit),
    'X-RateLimit-Remaining': String(rate.remaining),
    'X-RateLimit-Used': String(rate.used),
    'X-RateLimit-Reset': String(rate.reset),
    'X-RateLimit-Resource': 'core',
  };
}
