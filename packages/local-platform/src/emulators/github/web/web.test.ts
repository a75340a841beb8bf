import {
  commitOnBranch,
  createRepository,
  GitHubTestBed,
  startGitHubTestBed,
} from '../__testUtils__/gitHubTestBed';

const owner = 'acme';
const HOSTILE = '<img src=x onerror="alert(1)">';

jest.setTimeout(60_000);

describe('the pages', () => {
  let bed: GitHubTestBed;

  beforeAll(async () => {
    bed = await startGitHubTestBed();
    await createRepository(bed, 'shop', {
      'docs/index.md': `# Docs ${HOSTILE}\n`,
      'logo.bin': 'a\0b',
    });
    const sha = await commitOnBranch(bed, 'shop', 'feature/<b>', {
      'docs/index.md': '# Other\n',
    });
    await bed.octokit.rest.pulls.create({
      owner,
      repo: 'shop',
      title: `Title ${HOSTILE}`,
      body: `Body ${HOSTILE}`,
      head: 'feature/<b>',
      base: 'main',
    });
    await bed.octokit.rest.issues.createComment({
      owner,
      repo: 'shop',
      issue_number: 1,
      body: `Comment ${HOSTILE}`,
    });
    await bed.octokit.rest.repos.createCommitStatus({
      owner,
      repo: 'shop',
      sha,
      state: 'success',
      context: 'portico/policy',
      description: `Fine ${HOSTILE}`,
    });
  });
  afterAll(() => bed.close());

  async function read(path: string) {
    const response = await fetch(`${bed.emulator.url}${path}`, {
      headers: { accept: 'text/html' },
    });
    return { response, text: await response.text() };
  }

  it('should show a repository, a folder, a file, a commit and a history', async () => {
    const front = await read('/acme/shop');
    expect(front.text).toContain('<h1>acme/shop</h1>');
    expect(front.text).toContain('GitHub emulator');
    expect(front.text).toContain('href="/acme/shop/tree/main/docs"');
    expect(front.text).toContain('href="/acme/shop/tree/feature/%3Cb%3E"');
    const file = await read('/acme/shop/blob/main/docs/index.md');
    expect(file.text).toContain('# Docs &lt;img src=x');
    const branch = await read('/acme/shop/blob/feature/%3Cb%3E/docs/index.md');
    expect(branch.text).toContain('# Other');
    expect((await read('/acme/shop/tree/main/docs')).text).toContain(
      'index.md',
    );
    expect((await read('/acme/shop/blob/main/logo.bin')).text).toContain(
      'A binary file of 3 bytes.',
    );
    expect((await read('/acme/shop/commits/main')).text).toContain(
      'Add docs/index.md',
    );
    const { data } = await bed.octokit.rest.repos.getBranch({
      owner,
      repo: 'shop',
      branch: 'main',
    });
    const commit = await read(`/acme/shop/commit/${data.commit.sha}`);
    expect(commit.text).toContain('Add logo.bin');
    expect((await read('/')).text).toContain('href="/acme/shop"');
    expect((await read('/acme')).text).toContain('href="/acme/shop"');
    const edit = await read('/acme/shop/edit/main/docs/index.md');
    expect(edit.response.url).toBe(
      `${bed.emulator.url}/acme/shop/blob/main/docs/index.md`,
    );
  });

  it('should show a pull request with its state, statuses, talk and changes', async () => {
    const { text } = await read('/acme/shop/pull/1');
    expect(text).toContain('Title &lt;img src=x');
    expect(text).toContain('Body &lt;img src=x');
    expect(text).toContain('Comment &lt;img src=x');
    expect(text).toContain('<td>portico/policy</td>');
    expect(text).toContain('<span class="state">open</span>');
    expect(text).toContain('<span class="added">+# Other</span>');
    expect((await read('/acme/shop/pulls')).text).toContain(
      'href="/acme/shop/pull/1"',
    );
    const diff = await read('/acme/shop/pull/1.diff');
    expect(diff.text).toMatch(/^diff --git a\/docs\/index\.md/);
  });

  it('should let nothing of a repository run on a page', async () => {
    for (const path of [
      '/',
      '/acme/shop',
      '/acme/shop/blob/main/docs/index.md',
      '/acme/shop/pull/1',
      '/acme/shop/pulls',
      '/acme/shop/commits/feature/%3Cb%3E',
      `/acme/${encodeURIComponent(HOSTILE)}`,
    ]) {
      const { response, text } = await read(path);
      expect(text).not.toContain('<img');
      expect(text).not.toContain('<b>');
      expect(response.headers.get('content-security-policy')).toContain(
        "default-src 'none'",
      );
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it.each([
    '/acme/nowhere',
    '/nobody',
    '/acme/shop/pull/9',
    '/acme/shop/blob/nowhere/x',
    '/acme/shop/blob/main/nowhere',
    '/acme/shop/blob/main/..%2f..%2fconfig',
    '/raw/acme/shop/main/..%2f..%2fconfig',
    '/acme/shop/commit/--all',
  ])('should find nothing at %s', async path => {
    const { response, text } = await read(path);
    expect(response.status).toBe(404);
    expect(text).toContain('<h1>Not found</h1>');
  });
});
