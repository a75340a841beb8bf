import {
  createRepository,
  GitHubTestBed,
  startGitHubTestBed,
} from '../__testUtils__/gitHubTestBed';
import { matchesPattern } from './FaultInjector';

jest.setTimeout(60_000);

describe('faults on demand', () => {
  let bed: GitHubTestBed;

  beforeAll(async () => {
    bed = await startGitHubTestBed();
    await createRepository(bed, 'shop', { 'big.txt': 'x'.repeat(200_000) });
  });
  afterAll(() => bed.close());
  afterEach(() => bed.emulator.faults.clear());

  const ask = (body: object, init: RequestInit = {}) =>
    bed.request(`${bed.emulator.url}/_emulator/faults`, {
      method: 'POST',
      body: JSON.stringify(body),
      ...init,
    });
  const read = () => bed.request('/repos/acme/shop');

  it('should answer the secondary limit as often as asked', async () => {
    const asked = await ask({
      kind: 'secondary-limit',
      method: 'get',
      path: '/repos/acme/*',
      times: 2,
      retryAfterSeconds: 7,
    });
    expect(asked.status).toBe(201);
    const first = await read();
    expect(first.status).toBe(403);
    expect(first.headers.get('retry-after')).toBe('7');
    expect(await first.json()).toMatchObject({
      message: expect.stringContaining('secondary rate limit'),
    });
    expect((await bed.request('/user')).status).toBe(200);
    expect((await read()).status).toBe(403);
    expect((await read()).status).toBe(200);
  });

  it.each([404, 429, 500, 502] as const)(
    'should answer %d once',
    async status => {
      bed.emulator.faults.add({ kind: 'status', status, path: '/repos/*' });
      expect((await read()).status).toBe(status);
      expect((await read()).status).toBe(200);
    },
  );

  it('should answer the primary limit as GitHub tells it', async () => {
    bed.emulator.faults.add({ kind: 'rate-limit', resetSeconds: 30 });
    const response = await read();
    expect(response.status).toBe(403);
    expect(response.headers.get('x-ratelimit-remaining')).toBe('0');
    const reset = Number(response.headers.get('x-ratelimit-reset'));
    expect(Math.abs(reset - Date.now() / 1000 - 30)).toBeLessThan(5);
  });

  it('should delay, and still answer', async () => {
    bed.emulator.faults.add({ kind: 'delay', delayMs: 300 });
    const started = performance.now();
    expect((await read()).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(290);
  });

  it('should break an answer off in its middle', async () => {
    for (const path of [
      '/repos/acme/shop/contents/big.txt',
      '/repos/acme/shop/tarball/main',
    ]) {
      bed.emulator.faults.add({
        kind: 'truncate',
        path: path.replace('tarball/main', 'x'),
      });
      bed.emulator.faults.add({ kind: 'truncate', path: '/_codeload/*' });
      const response = await bed.request(path);
      expect(response.status).toBe(200);
      await expect(response.arrayBuffer()).rejects.toThrow(/terminated/);
      bed.emulator.faults.clear();
    }
  });

  it('should hang up without an answer', async () => {
    bed.emulator.faults.add({ kind: 'hang-up', method: 'GET' });
    await expect(read()).rejects.toThrow(/fetch failed/);
  });

  it('should list and clear what is pending, for who has the token', async () => {
    const { url } = bed.emulator;
    await ask({ kind: 'status', status: 500, times: 3 });
    const listed = await bed.request(`${url}/_emulator/faults`);
    expect(await listed.json()).toMatchObject({
      items: [{ kind: 'status', status: 500, times: 3, path: '*' }],
    });
    expect((await fetch(`${url}/_emulator/faults`)).status).toBe(401);
    const foreign = await fetch(`${url}/_emulator/faults`, {
      method: 'POST',
      body: '{"kind":"hang-up"}',
    });
    expect(foreign.status).toBe(401);
    await bed.request(`${url}/_emulator/faults`, { method: 'DELETE' });
    expect((await read()).status).toBe(200);
    const wrong = await ask({ kind: 'status', status: 299 });
    expect(wrong.status).toBe(422);
    expect(await wrong.json()).toMatchObject({
      message: expect.stringContaining('status'),
    });
    expect((await fetch(`${url}/_emulator/health`)).status).toBe(200);
  });
});

describe('matchesPattern', () => {
  it.each([
    ['*', '/anything', true],
    ['/a', '/a', true],
    ['/a', '/ab', false],
    ['/a/*', '/a/', true],
    ['/a/*', '/b/', false],
    ['/repos/*/pulls', '/repos/acme/x/pulls', true],
    ['/repos/*/pulls', '/repos/acme/x/pulls/1', false],
    ['/a*a', '/a', false],
    ['*x*y', '/xy', true],
    ['*x*y', '/yx', false],
    ['/a*b*b', '/ab', false],
  ])('should match %s against %s: %s', (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });
});
