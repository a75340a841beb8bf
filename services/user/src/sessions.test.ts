import { createHash } from 'node:crypto';
import { ask } from '@portico/service-kit/testUtils';
import { send, somebody, testUserService } from './__testUtils__/userService';

jest.setTimeout(60_000);

interface Pair {
  accessToken: string;
  refreshToken: string;
}

describe('sessions', () => {
  const service = testUserService();

  async function signedIn() {
    const ada = somebody();
    await send(service.url(), 'POST', '/v1/users', { body: ada });
    return { ...ada, pair: await signIn(ada) };
  }

  async function signIn(who: { email: string; password: string }) {
    const { email, password } = who;
    const body = { email, password };
    const response = await send(service.url(), 'POST', '/v1/sessions', {
      body,
    });
    expect(response.status).toBe(200);
    const pair: Pair = await response.json();
    return pair;
  }

  const refresh = (refreshToken: string) =>
    send(service.url(), 'POST', '/v1/sessions/refresh', {
      body: { refreshToken },
    });

  /** As if the last refresh of everybody had been so many seconds ago. */
  const wait = (seconds: number) =>
    ask(
      service.databaseUrl(),
      `UPDATE session_families
       SET rotated_at = rotated_at - $1::int * interval '1 second'`,
      [seconds],
    );

  it('should give a new pair and end the family when an old token comes again', async () => {
    const { pair } = await signedIn();
    const second: Pair = await (await refresh(pair.refreshToken)).json();
    expect(second.refreshToken).not.toBe(pair.refreshToken);
    await wait(11);
    expect((await refresh(pair.refreshToken)).status).toBe(401);
    expect((await refresh(second.refreshToken)).status).toBe(401);
    expect(service.logged()).toContain('its session ended');
  });

  it('should take the token before the last once more in a race, and no third time', async () => {
    const { pair } = await signedIn();
    const both = await Promise.all([
      refresh(pair.refreshToken),
      refresh(pair.refreshToken),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const [first, second]: Pair[] = await Promise.all(
      both.map(response => response.json()),
    );
    expect(first.refreshToken).not.toBe(second.refreshToken);
    expect((await refresh(pair.refreshToken)).status).toBe(401);
    expect((await refresh(first.refreshToken)).status).toBe(401);
  });

  it('should find out a thief who took a token within the grace', async () => {
    const { pair } = await signedIn();
    const own: Pair = await (await refresh(pair.refreshToken)).json();
    const stolen: Pair = await (await refresh(pair.refreshToken)).json();
    const next: Pair = await (await refresh(own.refreshToken)).json();
    expect((await refresh(stolen.refreshToken)).status).toBe(401);
    expect((await refresh(next.refreshToken)).status).toBe(401);
  });

  it('should end one session at a logout, and all at a change of the password', async () => {
    const ada = await signedIn();
    const [one, two] = [ada.pair, await signIn(ada)];
    const out = await send(service.url(), 'DELETE', '/v1/sessions', {
      body: { refreshToken: one.refreshToken },
    });
    expect(out.status).toBe(204);
    expect((await refresh(one.refreshToken)).status).toBe(401);
    const other: Pair = await (await refresh(two.refreshToken)).json();
    const third = await signIn(ada);
    const change = (currentPassword: string) =>
      send(service.url(), 'PUT', '/v1/users/me/password', {
        bearer: other.accessToken,
        body: { currentPassword, newPassword: 'quite another password' },
      });
    expect((await change('not the password at all')).status).toBe(400);
    expect((await change(ada.password)).status).toBe(204);
    for (const { refreshToken } of [other, third]) {
      expect((await refresh(refreshToken)).status).toBe(401);
    }
    await signIn({ ...ada, password: 'quite another password' });
  });

  it('should let no token and no family live beyond its days', async () => {
    const { pair } = await signedIn();
    const { pair: old } = await signedIn();
    const day = (
      await ask<{ tokens: number; families: number }>(
        service.databaseUrl(),
        `SELECT round(extract(epoch FROM min(t.expires_at) - now()) / 86400)::int AS tokens,
         round(extract(epoch FROM min(f.ends_at) - now()) / 86400)::int AS families
       FROM refresh_tokens t, session_families f
       WHERE t.expires_at > now() AND f.revoked_at IS NULL`,
      )
    )[0];
    expect(day).toEqual({ tokens: 30, families: 90 });
    const hash = (token: string) => createHash('sha256').update(token).digest();
    await ask(
      service.databaseUrl(),
      'UPDATE refresh_tokens SET expires_at = now() WHERE token_hash = $1',
      [hash(pair.refreshToken)],
    );
    await ask(
      service.databaseUrl(),
      `UPDATE session_families SET ends_at = now() WHERE id =
         (SELECT family_id FROM refresh_tokens WHERE token_hash = $1)`,
      [hash(old.refreshToken)],
    );
    expect((await refresh(pair.refreshToken)).status).toBe(401);
    expect((await refresh(old.refreshToken)).status).toBe(401);
  });

  it('should take roles from the table at each refresh', async () => {
    const ada = await signedIn();
    await ask(
      service.databaseUrl(),
      `UPDATE users SET roles = '{customer,admin}' WHERE email = $1`,
      [ada.email],
    );
    const { accessToken }: Pair = await (
      await refresh(ada.pair.refreshToken)
    ).json();
    const [, claims] = accessToken.split('.');
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toEqual(
      expect.objectContaining({ roles: ['customer', 'admin'], aud: 'shop' }),
    );
  });
});
