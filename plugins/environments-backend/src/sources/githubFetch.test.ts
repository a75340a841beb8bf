import { HttpStub } from '../__testUtils__/HttpStub';
import { createGithubFetch } from './githubFetch';
import { GitHostError } from './GitHostError';
import { requestedPauseMs } from './requestedPauseMs';

const NOW = Date.parse('2026-11-25T10:00:00.000Z');

describe('createGithubFetch', () => {
  let stub: HttpStub;
  let pauses: number[];

  beforeEach(async () => {
    stub = await HttpStub.start();
    pauses = [];
  });
  afterEach(() => stub.stop());

  const get = async (options: Parameters<typeof createGithubFetch>[0] = {}) => {
    const fetcher = createGithubFetch({
      sleep: async ms => pauses.push(ms),
      now: () => NOW,
      random: () => 1,
      timeoutMs: 500,
      ...options,
    });
    return fetcher(`http://${stub.host}/x`);
  };

  const errorOf = async (promise: Promise<unknown>) => {
    const error = await promise.then(
      () => undefined,
      reason => reason,
    );
    if (!(error instanceof GitHostError)) throw new Error(`got ${error}`);
    return error;
  };

  it('should try again after server errors, longer each time', async () => {
    stub.on('GET /x', { status: 502 }, { status: 503 }, { body: { ok: true } });
    const response = await get();
    expect(await response.json()).toEqual({ ok: true });
    expect(pauses).toEqual([250, 500]);
  });

  it('should give up after three times, with the last answer', async () => {
    stub.on('GET /x', { status: 500, body: { message: 'broken' } });
    expect((await get()).status).toBe(500);
    expect(stub.requests).toHaveLength(3);
  });

  it.each([400, 401, 404, 405, 409, 422])(
    'should take a %d for an answer',
    async status => {
      stub.on('GET /x', { status });
      expect((await get()).status).toBe(status);
      expect(stub.requests).toHaveLength(1);
    },
  );

  it('should wait as long as Retry-After says', async () => {
    stub.on(
      'GET /x',
      { status: 403, headers: { 'retry-after': '2' } },
      { body: 1 },
    );
    expect((await get()).status).toBe(200);
    expect(pauses).toEqual([2000]);
  });

  it('should not sit out a long pause but tell when it ends', async () => {
    const reset = String(NOW / 1000 + 1800);
    stub.on('GET /x', {
      status: 403,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset },
    });
    const error = await errorOf(get());
    expect(error.kind).toBe('rate-limited');
    expect(error.retryAt).toEqual(new Date('2026-11-25T10:30:00.000Z'));
    expect(error.message).toBe(
      'The Git host asks to wait until 2026-11-25T10:30:00.000Z',
    );
    expect(stub.requests).toHaveLength(1);
    expect(pauses).toEqual([]);
  });

  it('should ask nothing more before a pause has ended', async () => {
    const headers = { 'retry-after': '60' };
    stub.on('GET /x', { status: 403, headers }, { body: 1 });
    let now = NOW;
    const fetcher = createGithubFetch({
      sleep: async ms => pauses.push(ms),
      now: () => now,
    });
    const ask = () => fetcher(`http://${stub.host}/x`);
    await errorOf(ask());
    now += 50_000;
    const error = await errorOf(ask());
    expect(error.kind).toBe('rate-limited');
    expect(error.retryAt).toEqual(new Date(NOW + 60_000));
    expect(stub.requests).toHaveLength(1);
    now += 8_000;
    expect((await ask()).status).toBe(200);
    expect(pauses).toEqual([2_000]);
  });

  it('should take a 403 without a pause for a refusal', async () => {
    stub.on('GET /x', { status: 403 });
    expect((await get()).status).toBe(403);
  });

  it('should not wait for a host that hangs', async () => {
    stub.on('GET /x', { handle: () => {} });
    const error = await errorOf(get({ timeoutMs: 50, attempts: 2 }));
    expect(error.kind).toBe('unreachable');
    expect(error.message).toBe('The Git host did not answer within 0.05 s');
    expect(stub.requests).toHaveLength(2);
  });

  it('should not wait for a body that never ends', async () => {
    stub.on('GET /x', {
      handle: (_, res) => {
        res.writeHead(200, { 'content-type': 'application/json' });
        res.write('{');
      },
    });
    expect((await errorOf(get({ timeoutMs: 50, attempts: 1 }))).kind).toBe(
      'unreachable',
    );
  });

  it('should give up on a body that is too large', async () => {
    stub.on('GET /x', { body: 'x'.repeat(2000) });
    const error = await errorOf(get({ maxBytes: 1000 }));
    expect(error.kind).toBe('too-large');
    expect(stub.requests).toHaveLength(1);
  });

  it('should follow no redirect', async () => {
    const location = 'http://169.254.169.254/latest/meta-data';
    stub.on('GET /x', { status: 302, headers: { location } });
    const error = await errorOf(get());
    expect(error.kind).toBe('not-found');
    expect(error.message).toMatch(/the repository has moved/);
  });

  it('should say why nobody is there', async () => {
    const gone = await HttpStub.start();
    const url = `http://${gone.host}/x`;
    await gone.stop();
    const fetcher = createGithubFetch({ attempts: 1 });
    const error = await errorOf(fetcher(url));
    expect(error.kind).toBe('unreachable');
    expect(error.message).toMatch(/cannot be reached: .*ECONNREFUSED/);
  });
});

describe('requestedPauseMs', () => {
  it.each([
    [{ 'retry-after': '60' }, 60_000],
    [{ 'retry-after': 'Wed, 25 Nov 2026 10:01:00 GMT' }, 60_000],
    [{ 'retry-after': 'soon' }, undefined],
    [
      {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(NOW / 1000 + 5),
      },
      5_000,
    ],
    [
      {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(NOW / 1000 - 5),
      },
      0,
    ],
    [
      {
        'x-ratelimit-remaining': '7',
        'x-ratelimit-reset': String(NOW / 1000 + 5),
      },
      undefined,
    ],
    [{}, undefined],
  ])('should read %j as %p', (headers, expected) => {
    expect(requestedPauseMs(new Headers(headers), NOW)).toBe(expected);
  });
});
