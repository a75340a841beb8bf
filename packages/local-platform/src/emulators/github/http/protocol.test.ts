import { get, IncomingMessage } from 'node:http';
import {
  createRepository,
  GitHubTestBed,
  startGitHubTestBed,
  base64,
} from '../__testUtils__/gitHubTestBed';

const owner = 'acme';

jest.setTimeout(60_000);

describe('the protocol', () => {
  let bed: GitHubTestBed;

  beforeAll(async () => {
    bed = await startGitHubTestBed();
  });
  afterAll(() => bed.close());

  it('should answer 304 to who has the answer already, and not count it', async () => {
    await createRepository(bed, 'etag', { 'a.txt': 'a\n' });
    const path = '/repos/acme/etag/contents/a.txt';
    const first = await bed.request(path);
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^W\/"[0-9a-f]{64}"$/);
    const used = Number(first.headers.get('x-ratelimit-used'));
    const again = await bed.request(path, {
      headers: { 'if-none-match': tag },
    });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    const rate = await bed.request('/rate_limit');
    expect(Number(rate.headers.get('x-ratelimit-used'))).toBe(used + 1);
    await commitAgain();
    const changed = await bed.request(path, {
      headers: { 'if-none-match': tag },
    });
    expect(changed.status).toBe(200);
  });

  async function commitAgain() {
    const { rest } = bed.octokit;
    const place = { owner, repo: 'etag', path: 'a.txt' };
    const { data } = await rest.repos.getContent(place);
    await rest.repos.createOrUpdateFileContents({
      ...place,
      message: 'Again',
      content: base64('b\n'),
      sha: 'sha' in data ? data.sha : '',
    });
  }

  it('should refuse bodies that are no JSON, too large or of the wrong shape', async () => {
    await createRepository(bed, 'bodies');
    const post = (body: string | Uint8Array<ArrayBuffer>, headers = {}) =>
      bed.request('/repos/acme/bodies/pulls', {
        method: 'POST',
        body,
        headers,
      });
    const broken = await post('{"title":');
    expect(broken.status).toBe(400);
    expect(await broken.json()).toMatchObject({
      message: 'Problems parsing JSON',
    });
    expect((await post(`"${'x'.repeat(11 * 1024 * 1024)}"`)).status).toBe(413);
    const packed = new Uint8Array(10);
    expect((await post(packed, { 'content-encoding': 'gzip' })).status).toBe(
      415,
    );
    const wrong = await post('{"title": 7, "head": "x", "base": "main"}');
    expect(wrong.status).toBe(422);
    expect(await wrong.json()).toMatchObject({
      message: expect.stringContaining('title'),
      errors: [{ field: 'title' }],
    });
  });

  it('should limit requests an hour when it is told to', async () => {
    const small = await startGitHubTestBed({ rateLimitPerHour: 2 });
    try {
      const statuses = [];
      for (let count = 0; count < 3; count += 1) {
        statuses.push((await small.request('/user')).status);
      }
      expect(statuses).toEqual([200, 200, 403]);
      const refused = await small.request('/user');
      expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
      expect(await refused.json()).toMatchObject({
        message: 'API rate limit exceeded for portico.',
      });
    } finally {
      await small.close();
    }
  });

  it.each([
    '/repos/acme/hostile/contents/..%2F..%2F..%2Fetc%2Fpasswd',
    '/repos/acme/hostile/contents/%2e%2e/%2e%2e/config',
    '/repos/acme/hostile/contents/--output=x',
    '/repos/acme/hostile/contents/a%0Ab',
    '/repos/acme/hostile/contents/a%00b',
    '/repos/acme/hostile/contents/README.md?ref=--upload-pack=touch%20x',
    '/repos/acme/hostile/contents/README.md?ref=main%0Arefs/heads/main',
    '/repos/acme/hostile/contents/README.md?ref=main%5E%7Btree%7D',
    '/repos/acme/hostile/contents/README.md?ref=refs/portico/seed',
    '/repos/acme/hostile/git/ref/heads%2F..%2F..%2Fconfig',
    '/repos/acme/hostile/git/ref/heads%2F-x',
    '/repos/acme/hostile/git/trees/--all',
    '/repos/acme/hostile/git/blobs/HEAD',
    '/repos/acme/hostile/compare/main...--output=x',
    '/repos/acme/hostile/tarball/--remote=x',
    '/repos/..%2F..%2Fetc/passwd',
    '/repos/%2e%2e/%2e%2e',
    '/repos/acme/..%2Fhostile',
    '/repos/--upload-pack=x/y',
    '/repos/acme/hostile/branches/%2e%2e%2fx',
    '/repos/acme/hostile/commits?path=../../x',
  ])('should find nothing at %s', async path => {
    if (!(await bed.request('/repos/acme/hostile')).ok) {
      await createRepository(bed, 'hostile');
    }
    const { status, body } = await rawGet(`/api/v3${path}`);
    expect([status, body]).toEqual([
      404,
      expect.stringContaining('"documentation_url"'),
    ]);
  });

  it.each([
    '../x',
    '-x',
    '--upload-pack=x',
    'a/b',
    'x.git',
    '.',
    '..',
    'a\nb',
    '',
  ])('should make no repository named %j', async name => {
    await expect(
      bed.octokit.rest.repos.createInOrg({ org: 'acme', name }),
    ).rejects.toMatchObject({ status: 422 });
  });

  it.each([
    'refs/heads/../../config',
    'refs/heads/-x',
    'refs/heads/a..b',
    'refs/heads/a b',
    'refs/heads/a\nb',
    'refs/heads/x.lock',
    'refs/heads/HEAD',
    'refs/heads/',
    'refs/portico/seed',
    'HEAD',
    'main',
  ])('should make no ref named %j', async ref => {
    const { rest } = bed.octokit;
    const head = await rest.git.getRef({
      owner,
      repo: 'hostile',
      ref: 'heads/main',
    });
    await expect(
      rest.git.createRef({
        owner,
        repo: 'hostile',
        ref,
        sha: head.data.object.sha,
      }),
    ).rejects.toMatchObject({ status: 422 });
  });

  it('should answer no foreign host name', async () => {
    const { status } = await rawGet('/acme', { host: 'evil.example' });
    expect(status).toBe(403);
  });

  /** GETs a path as it is written; fetch would tidy it up. */
  async function rawGet(path: string, headers = {}) {
    const target = new URL(bed.emulator.url);
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const options = {
        host: '127.0.0.1',
        port: target.port,
        path,
        headers: { host: target.host, ...headers },
      };
      get(options, resolve).on('error', reject);
    });
    const chunks = await response.toArray();
    return {
      status: response.statusCode,
      body: Buffer.concat(chunks).toString(),
    };
  }
});
