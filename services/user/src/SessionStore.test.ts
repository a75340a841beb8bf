import { randomUUID } from 'node:crypto';
import {
  createTools,
  Database,
  databaseSettings,
  migrate,
  readConfig,
  serviceSettings,
} from '@portico/service-kit';
import {
  ask,
  TEST_ENVIRONMENT,
  testDatabase,
} from '@portico/service-kit/testUtils';
import fc from 'fast-check';
import { MIGRATIONS, NAME } from './app';
import { SessionStore } from './SessionStore';
import { GRACE_SECONDS } from './sessionRules';
import { UserStore } from './UserStore';

jest.setTimeout(120_000);

type Step =
  | { kind: 'use'; which: number }
  | { kind: 'wait' }
  | { kind: 'logout'; which: number };

const which = fc.nat({ max: 30 });
const step: fc.Arbitrary<Step> = fc.oneof(
  // The newest ones are used most, as by an honest owner.
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('use' as const),
      which: fc.nat({ max: 1 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('use' as const), which }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'wait' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('logout' as const), which }),
  },
);

/** What a family must do, told in another way than the store does it. */
class Family {
  readonly tokens: string[];
  #good: string[];
  #previous: string | undefined;
  #graceOpen = false;
  alive = true;

  constructor(first: string) {
    this.tokens = [first];
    this.#good = [first];
  }

  get good(): readonly string[] {
    return this.alive ? this.#good : [];
  }

  get afterRace(): boolean {
    return this.#good.length === 2;
  }

  /** Counts from the newest, so that small numbers are the likely ones. */
  pick(number: number): string {
    return this.tokens[this.tokens.length - 1 - (number % this.tokens.length)];
  }

  expect(token: string): 'rotated' | 'reused' | 'refused' {
    if (!this.alive) return 'refused';
    if (this.#good.includes(token)) return 'rotated';
    return token === this.#previous && this.#graceOpen ? 'rotated' : 'reused';
  }

  use(token: string, next: string | undefined): void {
    if (next === undefined) {
      this.alive = false;
      return;
    }
    this.tokens.push(next);
    if (this.#good.includes(token)) {
      this.#good = [next];
      this.#previous = token;
      this.#graceOpen = true;
    } else {
      this.#good.push(next);
      this.#graceOpen = false;
    }
  }

  wait(): void {
    this.#graceOpen = false;
  }
}

describe('SessionStore', () => {
  const place = testDatabase();
  const sessions = new SessionStore();
  const userId = randomUUID();
  let database: Database;

  beforeAll(async () => {
    const config = readConfig(
      { ...serviceSettings, ...databaseSettings },
      { ...TEST_ENVIRONMENT, DATABASE_URL: place.url(), LOG_LEVEL: 'silent' },
    );
    const { log } = createTools({ name: NAME, config });
    await migrate({ config, folder: MIGRATIONS, log });
    database = Database.create({ config, service: NAME, log });
    await new UserStore().insert(database, {
      id: userId,
      email: 'ada@example.com',
      name: 'Ada',
      passwordHash: 'none',
    });
  });
  afterAll(() => database?.end());

  const begin = () => database.transaction(tx => sessions.begin(tx, userId));
  const rotate = (token: string) =>
    database.transaction(tx => sessions.rotate(tx, token));
  const passGrace = () =>
    ask(
      place.url(),
      `UPDATE session_families
       SET rotated_at = rotated_at - $1::int * interval '1 second'`,
      [GRACE_SECONDS + 1],
    );

  async function take(family: Family, { kind, ...more }: Step): Promise<void> {
    if (kind === 'wait') {
      await passGrace();
      family.wait();
      return;
    }
    const token = family.pick('which' in more ? more.which : 0);
    if (kind === 'logout') {
      await database.transaction(tx => sessions.end(tx, token));
      family.alive = false;
      return;
    }
    const expected = family.expect(token);
    const result = await rotate(token);
    expect(result.kind).toBe(expected);
    family.use(
      token,
      result.kind === 'rotated' ? result.refreshToken : undefined,
    );
  }

  it('should keep one token good, two after a race, and none after a reuse or a logout', async () => {
    const seen = { races: 0, ends: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 25 }),
        async steps => {
          const family = new Family(await begin());
          for (const one of steps) {
            await take(family, one);
            const most = family.afterRace ? 2 : 1;
            expect(family.good.length).toBeLessThanOrEqual(most);
            if (family.afterRace) seen.races += 1;
          }
          if (family.alive) return;
          seen.ends += 1;
          // No token of an ended family is good, whichever it is.
          for (const token of family.tokens) {
            expect(await rotate(token)).toEqual({ kind: 'refused' });
          }
        },
      ),
      { numRuns: 100 },
    );
    // Else the sequences would say nothing about what matters.
    expect(seen.races).toBeGreaterThan(10);
    expect(seen.ends).toBeGreaterThan(10);
  });

  it('should give two new tokens at most where many ask with one at once', async () => {
    const first = await begin();
    const results = await Promise.all(
      Array.from({ length: 6 }, () => rotate(first)),
    );
    const kinds = results.map(({ kind }) => kind);
    expect(kinds.filter(kind => kind === 'rotated')).toHaveLength(2);
    expect(kinds.filter(kind => kind === 'reused')).toHaveLength(1);
    expect(kinds.filter(kind => kind === 'refused')).toHaveLength(3);
  });

  it('should forget what is at its end, and keep the rest', async () => {
    const [ended, good] = [await begin(), await begin()];
    await rotate(ended);
    await ask(
      place.url(),
      `UPDATE session_families SET ends_at = now() - interval '1 day'
       WHERE rotated_at > now() - interval '1 minute' AND generation = 2
         AND revoked_at IS NULL`,
    );
    await sessions.clean(database);
    const families = await ask<{ count: number }>(
      place.url(),
      'SELECT count(*)::int AS count FROM session_families WHERE ends_at < now()',
    );
    expect(families).toEqual([{ count: 0 }]);
    expect(await rotate(ended)).toEqual({ kind: 'refused' });
    expect(await rotate(good)).toMatchObject({ kind: 'rotated' });
  });
});
