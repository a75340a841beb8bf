/** Asks something that the service needs whether it answers; throws where it does not. */
export type HealthCheck = (signal: AbortSignal) => Promise<void>;

/** Whether a service should get requests, and which of its needs fails. */
export interface Readiness {
  status: 'ready' | 'not-ready' | 'stopping';
  checks: Record<string, 'ok' | 'failing' | 'no-answer'>;
}

type Outcome = Readiness['checks'][string];

/** What a service says of itself to whatever runs it. */
export class Health {
  readonly #checks: ReadonlyArray<[string, HealthCheck]>;
  readonly #deadlineMs: number;
  readonly #pending = new Map<string, Promise<Outcome>>();
  #stopping = false;

  private constructor(
    checks: Readonly<Record<string, HealthCheck>>,
    deadlineMs: number,
  ) {
    this.#checks = Object.entries(checks);
    this.#deadlineMs = deadlineMs;
  }

  static create(options: {
    checks?: Readonly<Record<string, HealthCheck>>;
    deadlineMs?: number;
  }): Health {
    return new Health(options.checks ?? {}, options.deadlineMs ?? 1000);
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

  /** One question at a time for each check, however often readiness is asked. */
  async #ask(name: string, check: HealthCheck): Promise<Outcome> {
    const signal = AbortSignal.timeout(this.#deadlineMs);
    const asked =
      this.#pending.get(name) ??
      runCheck(check, signal).finally(() => this.#pending.delete(name));
    this.#pending.set(name, asked);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Outcome>(resolve => {
      timer = setTimeout(resolve, this.#deadlineMs, 'no-answer');
    });
    return Promise.race([asked, late]).finally(() => clearTimeout(timer));
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
