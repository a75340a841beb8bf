import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { GeneratorRunOptions } from '@backstage/plugin-techdocs-node';
import { LIMITS, Limits } from './limits';
import { MarkdownGenerator } from './MarkdownGenerator';

const folder = createMockDirectory();
const integrations = ScmIntegrations.fromConfig(new ConfigReader({}));
const input = folder.resolve('input');
const output = folder.resolve('output');

async function put(file: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(join(input, file)), { recursive: true });
  await writeFile(join(input, file), content);
}

async function generate(limits: Partial<Limits> = {}): Promise<string[]> {
  const warnings: string[] = [];
  const logger = {
    info: () => {},
    warn: (line: string) => warnings.push(line),
  };
  await MarkdownGenerator.create({
    integrations,
    limits: { ...LIMITS, ...limits },
    now: () => 1_700_000_000_000,
  }).run({
    inputDir: input,
    outputDir: output,
    etag: 'abc',
    siteOptions: { name: 'Order' },
    parsedLocationAnnotation: {
      type: 'url',
      target: 'https://github.com/acme/platform/tree/main/',
    },
    logger: logger as unknown as GeneratorRunOptions['logger'],
  });
  return warnings;
}

const built = async () =>
  (await readdir(output, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(output.length + 1))
    .filter(file => !file.endsWith('.css'))
    .sort();
const read = (file: string) => readFile(join(output, file), 'utf8');

describe('MarkdownGenerator', () => {
  beforeEach(async () => {
    folder.clear();
    await mkdir(input, { recursive: true });
    await mkdir(output, { recursive: true });
  });

  it('should write pages, files, the search index and the metadata', async () => {
    await put('mkdocs.yml', 'site_name: Portico\nsite_description: It');
    await put('docs/index.md', '# Hi\n[code](../infra/a.ts) ![x](a.png)');
    await put('docs/a.png', Buffer.from([1, 2, 3]));
    await put('elsewhere/secret.md', 'not a document');
    expect(await generate()).toEqual([]);

    const files = ['a.png', 'index.html', 'search/search_index.json'];
    expect(await built()).toEqual([...files, 'techdocs_metadata.json'].sort());
    expect(await read('index.html')).toContain(
      'href="https://github.com/acme/platform/blob/main/infra/a.ts"',
    );
    const metadata = JSON.parse(await read('techdocs_metadata.json'));
    expect(metadata).toMatchObject({
      site_name: 'Portico',
      site_description: 'It',
      etag: 'abc',
      build_timestamp: 1_700_000_000_000,
    });
    expect(metadata.files).toEqual(expect.arrayContaining(files));
  });

  it('should make do with a README.md', async () => {
    await put('README.md', '# Order\n[more](docs/more.md)');
    await put('docs/more.md', '# More');
    await generate();
    expect(await read('index.html')).toMatch(
      /<title>Order - Order<[^]*<a href="more\/">more/,
    );
  });

  it('should refuse an input without documents', async () => {
    await put('docs/a.png', 'x');
    await expect(generate()).rejects.toThrow('There is no Markdown in docs');
  });

  it('should not copy what a browser would run, and name it', async () => {
    await put('docs/index.md', 'x');
    await put('docs/evil.html', '<script>alert(1)</script>');
    await put('docs/evil.js', 'alert(1)');
    await put('docs/hook.py', 'import os');
    await put('docs/.git/config', 'secret');
    expect(await generate()).toEqual(
      ['evil.html', 'evil.js', 'hook.py'].map(
        file => `${file} is left out: files of its kind are not shown`,
      ),
    );
    expect(await built()).toEqual([
      'index.html',
      'search/search_index.json',
      'techdocs_metadata.json',
    ]);
  });

  it('should read nothing through a link', async () => {
    await writeFile(folder.resolve('secret.md'), 'top secret');
    await put('docs/index.md', 'x');
    await symlink('../../secret.md', join(input, 'docs/stolen.md'));
    await symlink('/etc', join(input, 'docs/etc'));
    expect(await generate()).toEqual([
      'etc is left out: it is a link',
      'stolen.md is left out: it is a link',
    ]);
    expect(await built()).toEqual([
      'index.html',
      'search/search_index.json',
      'techdocs_metadata.json',
    ]);
  });

  it.each([
    ['mkdocs.yml', 'mkdocs.yml is a link, or behind one'],
    ['docs', 'docs is a link, or behind one'],
    ['README.md', 'README.md is a link, or behind one'],
  ])('should refuse %s that is a link', async (file, message) => {
    await mkdir(folder.resolve('outside'), { recursive: true });
    await writeFile(folder.resolve('outside/index.md'), 'top secret');
    const target = file === 'docs' ? 'outside' : 'outside/index.md';
    await symlink(folder.resolve(target), join(input, file));
    await expect(generate()).rejects.toThrow(message);
    expect(await built()).toEqual([]);
  });

  it('should refuse a folder of documents behind a link', async () => {
    await put('mkdocs.yml', 'docs_dir: a/b');
    await mkdir(folder.resolve('outside/b'), { recursive: true });
    await symlink(folder.resolve('outside'), join(input, 'a'));
    await expect(generate()).rejects.toThrow('a/b is a link, or behind one');
  });

  it.each<[string, Partial<Limits>, string]>([
    ['files', { files: 2 }, 'There are more than 2 files'],
    ['folders in folders', { depth: 1 }, 'one is deeper than 1 folders'],
    ['bytes', { totalBytes: 5 }, 'All files together: 6 bytes'],
    ['configuration', { configBytes: 3 }, 'mkdocs.yml: 12 bytes'],
  ])('should refuse too many %s', async (_name, limits, message) => {
    await put('mkdocs.yml', 'site_name: a');
    await put('docs/index.md', 'ab');
    await put('docs/one/a.md', 'cd');
    await put('docs/one/b.md', 'ef');
    await expect(generate(limits)).rejects.toThrow(message);
  });

  it('should leave out a file that is too large', async () => {
    await put('docs/index.md', 'ab');
    await put('docs/big.md', 'abcd');
    await put('docs/big.png', 'abcde');
    expect(await generate({ documentBytes: 3, staticBytes: 4 })).toEqual([
      'big.md is left out: 4 bytes are more than 3',
      'big.png is left out: 5 bytes are more than 4',
    ]);
  });
});
