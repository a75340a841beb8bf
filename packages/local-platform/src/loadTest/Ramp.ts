import { setTimeout as sleep } from 'node:timers/promises';
import type { Reporter } from '../terminal/Reporter';
import { STAND_IN } from './k6/knownOnly';
import type { Measurements } from './Measurements';
import { mostUsers, type Scenario } from './options';
import { lengthMs, usersAt } from './usersAt';
import type { VirtualUser } from './VirtualUser';

/** What a ramp is given. */
export interface RampOptions {
  scenario: Scenario;
  measurements: Measurements;
  reporter: Reporter;
  signal?: AbortSignal;
  start(vu: number): Promise<VirtualUser>;
}

const TICK_MS = 20;
const SECOND_MS = 1_000;
const REPORT_EVERY_SECONDS = 10;
const MOST_ERRORS = 10;

/** The executor `ramping-vus`: as many users as its stages want, each iteration after iteration. */
export class Ramp {
  readonly #options: RampOptions;
  readonly #users: VirtualUser[];
  /** Since when each user is not wanted any more, in milliseconds of the run. */
  readonly #unwanted: Array<number | undefined>;
  /** Those that are in the middle of an iteration. */
  readonly #busy = new Set<VirtualUser>();
  #beganMs = 0;
  #over = false;
  #errors = 0;

  private constructor(options: RampOptions, users: VirtualUser[]) {
    this.#options = options;
    this.#users = users;
    this.#unwanted = users.map(() => undefined);
  }

  /** Runs it from one end to the other; answers with how many milliseconds it took. */
  static async run(options: RampOptions): Promise<number> {
    const users: VirtualUser[] = [];
    try {
      // As k6 does: all are there before the clock starts.
      for (let vu = 1; vu <= mostUsers(options.scenario); vu += 1) {
        users.push(await options.start(vu));
      }
      return await new Ramp(options, users).#run();
    } finally {
      await Promise.all(users.map(user => user.stop()));
    }
  }

  async #run(): Promise<number> {
    const { signal } = this.#options;
    this.#beganMs = performance.now();
    const ticking = setInterval(() => this.#interruptLate(), TICK_MS);
    const counting = setInterval(() => this.#countUsers(), SECOND_MS);
    const stopAll = () => this.#users.forEach(user => void user.stop());
    signal?.addEventListener('abort', stopAll, { once: true });
    try {
      await Promise.all(this.#users.map((_user, index) => this.#drive(index)));
      signal?.throwIfAborted();
      return this.#elapsed();
    } finally {
      this.#over = true;
      clearInterval(ticking);
      clearInterval(counting);
      signal?.removeEventListener('abort', stopAll);
    }
  }

  async #drive(index: number): Promise<void> {
    const { start } = this.#options;
    for (let iteration = 0; this.#goesOn(); ) {
      if (!this.#wanted(index)) {
        await sleep(TICK_MS);
        continue;
      }
      const user = this.#users[index];
      this.#busy.add(user);
      const done = await user.iterate(iteration);
      this.#busy.delete(user);
      iteration += 1;
      if (done.type === 'ended') this.#count(done);
      else if (this.#goesOn()) {
        // Its thread was ended in the middle of something; the next ramp up wants another.
        const next = await start(index + 1);
        this.#users[index] = next;
        if (!this.#goesOn()) await next.stop();
      }
    }
  }

  /** Whether there may be further iterations. */
  #goesOn(): boolean {
    const { scenario, signal } = this.#options;
    return (
      !this.#over && !signal?.aborted && this.#elapsed() < lengthMs(scenario)
    );
  }

  #count({ durationMs, error }: { durationMs: number; error?: string }): void {
    const { measurements, reporter, scenario } = this.#options;
    const tags = { scenario: scenario.name };
    measurements.add({ metric: 'iterations', value: 1, tags });
    const duration = { metric: 'iteration_duration', value: durationMs };
    measurements.add({ ...duration, tags });
    if (error === undefined) return;
    this.#errors += 1;
    if (this.#errors <= MOST_ERRORS) reporter.warn(error);
    if (this.#errors === MOST_ERRORS) {
      reporter.warn('Further errors of the script are not shown');
    }
  }

  /** Ends iterations that go on for longer than the script grants. */
  #interruptLate(): void {
    const { scenario } = this.#options;
    const now = this.#elapsed();
    const end = lengthMs(scenario);
    this.#users.forEach((user, index) => {
      if (this.#wanted(index)) {
        this.#unwanted[index] = undefined;
        return;
      }
      const since = this.#unwanted[index] ?? Math.min(now, end);
      this.#unwanted[index] = since;
      const rampedDown = since < end && now > since + scenario.gracefulRampDown;
      const late = rampedDown || now > end + scenario.gracefulStop;
      if (late && this.#busy.has(user)) void user.stop();
    });
  }

  #countUsers(): void {
    const { measurements, reporter, scenario } = this.#options;
    const tags = { scenario: scenario.name };
    const elapsed = this.#elapsed();
    const users = usersAt(scenario, elapsed);
    const all = this.#users.length;
    measurements.add({ metric: 'vus', value: users, tags });
    measurements.add({ metric: 'vus_max', value: all, tags });
    const seconds = Math.round(elapsed / SECOND_MS);
    if (seconds % REPORT_EVERY_SECONDS === 0) {
      const of = Math.round(lengthMs(scenario) / SECOND_MS);
      reporter.info(
        `${STAND_IN}: ${seconds} s of ${of} s, ${users} of ${all} virtual users, ` +
          `${measurements.count('iterations')} iterations, ` +
          `${measurements.count('http_reqs')} requests`,
      );
    }
  }

  #wanted(index: number): boolean {
    return index < usersAt(this.#options.scenario, this.#elapsed());
  }

  #elapsed(): number {
    return performance.now() - this.#beganMs;
  }
}
