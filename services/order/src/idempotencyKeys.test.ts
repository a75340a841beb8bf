import { randomUUID } from 'node:crypto';
import { ask, testTables } from '@portico/service-kit/testUtils';
import { MIGRATIONS } from './app';
import { forgetOldKeys } from './idempotencyKeys';

jest.setTimeout(60_000);

describe('forgetOldKeys', () => {
  const tables = testTables(MIGRATIONS);
  const keep = (key: string, age: string) =>
    ask(
      tables.url(),
      `INSERT INTO idempotency_keys (user_id, key, request_hash, status, body, used_at)
       VALUES ($1, $2, '', 202, '{}', now() - $3::interval)`,
      [randomUUID(), key, age],
    );
  const kept = async () => {
    const rows = await ask<{ key: string }>(
      tables.url(),
      'SELECT key FROM idempotency_keys ORDER BY key',
    );
    return rows.map(({ key }) => key);
  };

  it('should forget the oldest of what is over, so many at a time, and nothing else', async () => {
    await keep('young', '23 hours');
    await keep('old-1', '27 hours');
    await keep('old-2', '26 hours');
    await keep('old-3', '25 hours');
    const forget = () => forgetOldKeys(tables.database(), 2);
    expect(await forget()).toBe(2);
    expect(await kept()).toEqual(['old-3', 'young']);
    expect(await forget()).toBe(1);
    expect(await forget()).toBe(0);
    expect(await kept()).toEqual(['young']);
  });
});
