import { ask } from '@portico/service-kit/testUtils';
import { startUserService } from './app';
import { send, somebody, testUserService } from './__testUtils__/userService';

jest.setTimeout(60_000);

describe('lock-out', () => {
  const service = testUserService();
  let hosts = 0;
  /** An address that nobody used before. */
  const newAddress = () => {
    hosts += 1;
    return `198.51.${Math.floor(hosts / 250)}.${(hosts % 250) + 1}`;
  };

  const signIn = (
    who: { email: string; password?: string },
    from: string,
    url = service.url(),
  ) =>
    send(url, 'POST', '/v1/sessions', {
      body: { email: who.email, password: who.password ?? 'not the password' },
      from,
    });

  async function registered() {
    const ada = somebody();
    const body = ada;
    await send(service.url(), 'POST', '/v1/users', {
      body,
      from: newAddress(),
    });
    return ada;
  }

  /** Ten bad sign-ins, and what is answered to them. */
  async function tenBad(email: string, from: () => string) {
    const statuses: number[] = [];
    for (let time = 0; time < 10; time++) {
      statuses.push((await signIn({ email }, from())).status);
    }
    return statuses;
  }

  const endWindows = () =>
    ask(
      service.databaseUrl(),
      'UPDATE sign_in_failures SET window_ends_at = now()',
    );

  it('should lock an account after ten bad sign-ins from ten addresses, until the window ends', async () => {
    const ada = await registered();
    expect(await tenBad(ada.email, newAddress)).toEqual(Array(10).fill(401));
    const locked = await signIn(ada, newAddress());
    expect(locked.status).toBe(429);
    const seconds = Number(locked.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(880);
    expect(seconds).toBeLessThanOrEqual(900);
    await endWindows();
    expect((await signIn(ada, newAddress())).status).toBe(200);
  });

  it('should lock an account that does not exist in the same words', async () => {
    const [known, unknown] = [await registered(), somebody()];
    const answers = [];
    for (const { email } of [known, unknown]) {
      const statuses = await tenBad(email, newAddress);
      const locked = await signIn({ email }, newAddress());
      const { requestId, ...problem } = await locked.json();
      expect(requestId).toBe(locked.headers.get('x-request-id'));
      answers.push({ statuses, status: locked.status, problem });
    }
    expect(answers[0].status).toBe(429);
    expect(answers[1]).toEqual(answers[0]);
  });

  it('should lock an address after ten bad sign-ins to ten accounts, whatever account it asks for', async () => {
    const ada = await registered();
    const from = newAddress();
    for (let time = 0; time < 10; time++) {
      expect((await signIn(somebody(), from)).status).toBe(401);
    }
    const locked = await signIn(ada, from);
    expect(locked.status).toBe(429);
    expect(locked.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await signIn(ada, newAddress())).status).toBe(200);
  });

  it('should not open an address by a good sign-in to another account', async () => {
    const ada = await registered();
    const from = newAddress();
    for (let time = 0; time < 9; time++) await signIn(somebody(), from);
    expect((await signIn(ada, from)).status).toBe(200);
    await signIn(somebody(), from);
    expect((await signIn(ada, from)).status).toBe(429);
  });

  it('should count a /64 as one address, and what a caller says of itself not at all', async () => {
    const ada = await registered();
    for (let time = 0; time < 10; time++) {
      // The proxy in front appends the last one; the rest is what the caller claims.
      const claimed = `203.0.113.${time}, 2001:db8:7:7::${time + 1}`;
      expect((await signIn(somebody(), claimed)).status).toBe(401);
    }
    const next = '2001:db8:7:7:ffff::1';
    expect((await signIn(ada, next)).status).toBe(429);
    expect((await signIn(ada, '2001:db8:7:8::1')).status).toBe(200);
  });

  it('should believe no forwarded address where no proxy is in front', async () => {
    const bare = await startUserService(
      { ...service.environment(), TRUST_PROXY: '0', LOG_LEVEL: 'silent' },
      { handleSignals: false },
    );
    try {
      const url = `http://127.0.0.1:${bare.port}`;
      const ada = await registered();
      for (let time = 0; time < 10; time++) {
        const answer = await signIn(somebody(), newAddress(), url);
        expect(answer.status).toBe(401);
      }
      expect((await signIn(ada, newAddress(), url)).status).toBe(429);
      // What one process counted, another one knows.
      expect((await signIn(ada, '127.0.0.1')).status).toBe(429);
    } finally {
      await bare.stop();
    }
  });

  it('should let many good sign-ins at once through, and few guesses at once', async () => {
    const ada = await registered();
    const from = newAddress();
    const good = await Promise.all(
      Array.from({ length: 20 }, () => signIn(ada, from)),
    );
    expect(good.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const eve = await registered();
    const guesses = await Promise.all([
      ...Array.from({ length: 30 }, () =>
        signIn({ email: eve.email }, newAddress()),
      ),
      signIn(eve, newAddress()),
    ]);
    expect(guesses[30].status).toBe(429);
  });

  it('should forget windows that are over', async () => {
    await tenBad(somebody().email, newAddress);
    await endWindows();
    const again = await startUserService(
      { ...service.environment(), LOG_LEVEL: 'silent' },
      { handleSignals: false },
    );
    await again.stop();
    const [{ count }] = await ask<{ count: number }>(
      service.databaseUrl(),
      'SELECT count(*)::int AS count FROM sign_in_failures',
    );
    expect(count).toBe(0);
  });
});
