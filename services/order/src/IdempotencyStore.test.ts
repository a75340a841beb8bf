import { randomUUID } from 'node:crypto';
import { ask, testTables } from '@portico/service-kit/testUtils';
import { MIGRATIONS } from './app';
import { IdempotencyStore } from './IdempotencyStore';

jest.setTimeout(60_000);

describe('IdempotencyStore', () => {
  const tables = testTables(MIGRATIONS);
  const keys = new IdempotencyStore();
  const USER = randomUUID();
  const answer = { status: 202, body: { id: 'x' } };

  beforeEach(() => ask(tables.url(), 'TRUNCATE idempotency_keys'));

  const keep = (key: string, hash = 'hash') =>
    keys.keep(tables.database(), USER, key, hash, answer);
  const find = (key: string, hash = 'hash') =>
    keys.find(tables.database(), USER, key, hash);
  const age = (key: string, interval: string) =>
    ask(
      tables.url(),
      `UPDATE idempotency_keys SET used_at = now() - $2::interval WHERE key = $1`,
      [key, interval],
    );
  const kept = async () => {
    const rows = await ask<{ key: string }>(
      tables.url(),
      'SELECT key FROM idempotency_keys ORDER BY key',
    );
    return rows.map(({ key }) => key);
  };

  it('should know a key for 24 hours, and no longer', async () => {
    await keep('k');
    await age('k', '23 hours 59 minutes');
    expect(await find('k')).toEqual({ kind: 'answered', answer });
    expect(await find('k', 'other')).toEqual({ kind: 'other-request' });
    await age('k', '24 hours 1 second');
    expect(await find('k')).toEqual({ kind: 'new' });
    // It may be used anew before it is cleaned up, for whatever.
    await keep('k', 'other');
    expect(await find('k', 'other')).toEqual({ kind: 'answered', answer });
  });

  it('should forget the oldest of what is over, so many at a time, and nothing else', async () => {
    for (const [key, interval] of [
      ['young', '23 hours'],
      ['old-1', '27 hours'],
      ['old-2', '26 hours'],
      ['old-3', '25 hours'],
    ]) {
      await keep(key);
      await age(key, interval);
    }
    expect(await keys.clean(tables.database(), 2)).toBe(2);
    expect(await kept()).toEqual(['old-3', 'young']);
    expect(await keys.clean(tables.database(), 2)).toBe(1);
    expect(await keys.clean(tables.database(), 2)).toBe(0);
    expect(await kept()).toEqual(['young']);
  });
});
