/** Asks something that the service needs whether it answers; throws where it does not. */
export type HealthCheck = (signal: AbortSignal) => Promise<void>;

/** Whether a service should get requests, and which of its needs fails. */
export interface Readiness {
  status: 'ready' | 'not-ready' | 'stopping';
  checks: Record<string, 'ok' | 'failing' | 'no-answer'>;
}

type Outcome = Readiness['checks'][string];

interface Pending {
  since: number;
  outcome: Promise<Outcome>;
}

// A check that does not heed its signal may never end: it must not be the last one.
const DEADLINES_UNTIL_FORGOTTEN = 5;

/** What a service says of itself to whatever runs it. */
export class Health {
  readonly #checks: ReadonlyArray<[string, HealthCheck]>;
  readonly #deadlineMs: number;
  readonly #now: () => number;
  readonly #pending = new Map<string, Pending>();
  #stopping = false;

  private constructor(
    checks: Readonly<Record<string, HealthCheck>>,
    deadlineMs: number,
    now: () => number,
  ) {
    this.#checks = Object.entries(checks);
    this.#deadlineMs = deadlineMs;
    this.#now = now;
  }

  static create(options: {
    checks?: Readonly<Record<string, HealthCheck>>;
    deadlineMs?: number;
    /** Milliseconds of a clock that only goes forward. */
    now?: () => number;
  }): Health {
    return new Health(
      options.checks ?? {},
      options.deadlineMs ?? 1000,
      options.now ?? (() => performance.now()),
    );
  }

  /** Whether the service is about to end. */
  get stopping(): boolean {
    return this.#stopping;
  }

  /** From now on the service asks for no more requests. */
  stop(): void {
    this.#stopping = true;
  }

  /** Asks every check at once; each has the same deadline. */
  async readiness(): Promise<Readiness> {
    if (this.#stopping) return { status: 'stopping', checks: {} };
    const outcomes = await Promise.all(
      this.#checks.map(async ([name, check]) => {
        const outcome = await this.#ask(name, check);
        return [name, outcome] as const;
      }),
    );
    const ready = outcomes.every(([, outcome]) => outcome === 'ok');
    return {
      status: ready ? 'ready' : 'not-ready',
      checks: Object.fromEntries(outcomes),
    };
  }

  async #ask(name: string, check: HealthCheck): Promise<Outcome> {
    const { outcome } = this.#underWay(name) ?? this.#begin(name, check);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Outcome>(resolve => {
      timer = setTimeout(resolve, this.#deadlineMs, 'no-answer');
    });
    return Promise.race([outcome, late]).finally(() => clearTimeout(timer));
  }

  /** One question at a time for each check, however often readiness is asked. */
  #underWay(name: string): Pending | undefined {
    const pending = this.#pending.get(name);
    if (!pending) return undefined;
    const age = this.#now() - pending.since;
    return age < this.#deadlineMs * DEADLINES_UNTIL_FORGOTTEN
      ? pending
      : undefined;
  }

  #begin(name: string, check: HealthCheck): Pending {
    const signal = AbortSignal.timeout(this.#deadlineMs);
    const begun: Pending = {
      since: this.#now(),
      outcome: runCheck(check, signal).finally(() => {
        // One that was forgotten leaves its successor alone.
        if (this.#pending.get(name) === begun) this.#pending.delete(name);
      }),
    };
    this.#pending.set(name, begun);
    return begun;
  }
}

async function runCheck(
  check: HealthCheck,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    await check(signal);
    return 'ok';
  } catch {
    return signal.aborted ? 'no-answer' : 'failing';
  }
}
