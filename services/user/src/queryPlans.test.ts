import {
  ask,
  fullScans,
  recordStatements,
  testTables,
} from '@portico/service-kit/testUtils';
import { MIGRATIONS } from './app';
import { SessionStore } from './SessionStore';
import { SignInLimits } from './SignInLimits';

jest.setTimeout(60_000);

/** 100,000 sessions and bad sign-ins: every tenth is over. */
const FILL = `
INSERT INTO users (id, email, name, password_hash)
  SELECT md5('user' || n)::uuid, n || '@example.com', 'Ada', ''
  FROM generate_series(1, 1000) AS n;
INSERT INTO session_families (id, user_id, ends_at)
  SELECT md5('family' || n)::uuid, md5('user' || (1 + n % 1000))::uuid,
    now() + make_interval(mins => n - 10000)
  FROM generate_series(1, 100000) AS n;
INSERT INTO refresh_tokens (token_hash, family_id, generation, expires_at)
  SELECT sha256(id::text::bytea), id, 1, ends_at FROM session_families;
INSERT INTO sign_in_failures (subject, failures, window_ends_at)
  SELECT token_hash, 1, expires_at FROM refresh_tokens;
`;

describe('with 100,000 sessions', () => {
  const tables = testTables(MIGRATIONS);

  beforeAll(async () => {
    await ask(tables.url(), FILL);
    // Autovacuum does this on a server that has had the time.
    await ask(tables.url(), 'VACUUM ANALYZE');
  });

  const sizes = async () => {
    const [row] = await ask<Record<string, number>>(
      tables.url(),
      `SELECT (SELECT count(*)::int FROM session_families) AS families,
         (SELECT count(*)::int FROM refresh_tokens) AS tokens,
         (SELECT count(*)::int FROM sign_in_failures) AS failures`,
    );
    return row;
  };

  it('should read no whole table to forget a thousand of each', async () => {
    const db = recordStatements(tables.database());
    const before = await sizes();
    await new SessionStore().clean(db);
    await new SignInLimits().clean(db);
    expect(await sizes()).toEqual({
      families: before.families - 1_000,
      // The tokens of those families are gone, and a thousand that are over.
      tokens: before.tokens - 2_000,
      failures: before.failures - 1_000,
    });
    const statements = db.statements();
    expect(statements.map(({ name }) => name)).toEqual([
      ...['families-clean', 'tokens-clean', 'failures-clean'],
    ]);
    expect(await fullScans(tables.url(), statements)).toEqual([]);
  });
});
