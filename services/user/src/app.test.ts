import { ask, untilTrue } from '@portico/service-kit/testUtils';
import { send, somebody, testUserService } from './__testUtils__/userService';

jest.setTimeout(60_000);

describe('user-service', () => {
  const service = testUserService();

  it('should register, sign in, tell the profile and change the name', async () => {
    const ada = somebody();
    const registered = await send(service.url(), 'POST', '/v1/users', {
      body: ada,
    });
    expect(registered.status).toBe(202);
    const signedIn = await send(service.url(), 'POST', '/v1/sessions', {
      body: { email: ` ${ada.email.toUpperCase()} `, password: ada.password },
    });
    expect(signedIn.status).toBe(200);
    expect(signedIn.headers.get('cache-control')).toBe('no-store');
    const { accessToken, expiresInSeconds } = await signedIn.json();
    expect(expiresInSeconds).toBe(600);
    const me = await send(service.url(), 'GET', '/v1/users/me', {
      bearer: accessToken,
    });
    expect(await me.json()).toEqual({
      id: expect.any(String),
      email: ada.email,
      name: 'Ada',
      roles: ['customer'],
    });
    const renamed = await send(service.url(), 'PATCH', '/v1/users/me', {
      bearer: accessToken,
      body: { name: 'Ada Lovelace' },
    });
    expect(await renamed.json()).toMatchObject({ name: 'Ada Lovelace' });
  });

  it('should tell the others of a new account, once', async () => {
    const ada = somebody();
    for (let time = 0; time < 2; time++) {
      await send(service.url(), 'POST', '/v1/users', { body: ada });
    }
    const rows = () =>
      ask<{ event: { type: string; data: object }; sent_at: Date | null }>(
        service.databaseUrl(),
        `SELECT event, sent_at FROM outbox WHERE event -> 'data' ->> 'email' = $1`,
        [ada.email],
      );
    await untilTrue('the event is sent', async () => {
      const [row] = await rows();
      return row?.sent_at !== null;
    });
    const found = await rows();
    expect(found).toHaveLength(1);
    expect(found[0].event).toMatchObject({
      type: 'user.registered.v1',
      source: 'user-service',
      data: { userId: expect.any(String), email: ada.email, name: 'Ada' },
    });
  });
});
