import {
  commitOnBranch,
  createRepository,
  GitHubTestBed,
  startGitHubTestBed,
} from '../__testUtils__/gitHubTestBed';

jest.setTimeout(60_000);

describe('what Backstage asks of a Git host', () => {
  let bed: GitHubTestBed;

  beforeAll(async () => {
    bed = await startGitHubTestBed();
  });
  afterAll(() => bed.close());

  it('should find a tree by status, archive and tree addresses', async () => {
    const sha = await createRepository(bed, 'reader', {
      'catalog-info.yaml': 'kind: Component\n',
      'docs/index.md': '# Docs\n',
    });
    const status = await bed.request(
      '/repos/acme/reader/commits/main/status?per_page=0',
    );
    const body = (await status.json()) as {
      sha: string;
      repository: { archive_url: string; trees_url: string };
    };
    expect(body.sha).toBe(sha);
    const archive = await bed.request(
      body.repository.archive_url
        .replace('{archive_format}', 'tarball')
        .replace('{/ref}', `/${sha}`),
    );
    expect(archive.redirected).toBe(true);
    expect(archive.headers.get('content-disposition')).toBe(
      `attachment; filename=acme-reader-${sha.slice(0, 7)}.tar.gz`,
    );
    const { gunzipSync } = process.getBuiltinModule('node:zlib');
    const tar = gunzipSync(Buffer.from(await archive.arrayBuffer()));
    expect(tar.toString('latin1')).toContain(
      `acme-reader-${sha.slice(0, 7)}/docs/index.md`,
    );
    const tree = await bed.request(
      body.repository.trees_url.replace('{/sha}', `/${sha}?recursive=true`),
    );
    const { tree: entries } = (await tree.json()) as {
      tree: Array<{ path: string; url: string }>;
    };
    const entry = entries.find(({ path }) => path === 'docs/index.md');
    const blob = await bed.request(entry?.url ?? '');
    const { content } = (await blob.json()) as { content: string };
    expect(Buffer.from(content, 'base64').toString()).toBe('# Docs\n');
    const zip = await bed.request('/repos/acme/reader/zipball/main');
    expect(Buffer.from(await zip.arrayBuffer()).toString('latin1', 0, 2)).toBe(
      'PK',
    );
  });

  it('should serve raw files without a token', async () => {
    await createRepository(bed, 'rawfiles', { 'a/b.html': '<b>x</b>' });
    const raw = await fetch(
      `${bed.emulator.rawUrl}/acme/rawfiles/main/a/b.html`,
    );
    expect(await raw.text()).toBe('<b>x</b>');
    expect(raw.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(raw.headers.get('content-security-policy')).toBe(
      "default-src 'none'; sandbox",
    );
    await commitOnBranch(bed, 'rawfiles', 'x/y', { 'a/b.html': 'other' });
    const branch = await fetch(
      `${bed.emulator.rawUrl}/acme/rawfiles/x/y/a/b.html`,
    );
    expect(await branch.text()).toBe('other');
  });
});
