import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { hashInputs, listInputs } from './buildInputs';

describe('hashInputs', () => {
  const root = temporaryFolder();
  const inputs = ['yarn.lock', 'plugins', 'missing'];

  function write(file: string, content: string): void {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }

  beforeAll(() => {
    write('yarn.lock', 'lock');
    write('plugins/a/src/index.ts', 'export {}');
    write('plugins/a/src/index.test.ts', 'it()');
    write('plugins/a/README.md', '# a');
    write('plugins/a/dist/index.js', 'built');
    write('plugins/a/node_modules/x/index.js', 'installed');
  });

  it('should read sources only', async () => {
    expect(await listInputs(root, inputs)).toEqual([
      'plugins/a/src/index.ts',
      'yarn.lock',
    ]);
  });

  it('should not change with times, tests and built files', async () => {
    const before = await hashInputs(root, inputs);
    utimesSync(join(root, 'yarn.lock'), 1, 1);
    write('plugins/a/src/index.test.ts', 'it.each()');
    write('plugins/a/dist/index.js', 'built again');
    expect(await hashInputs(root, inputs)).toBe(before);
  });

  it.each([
    ['a changed file', () => write('plugins/a/src/index.ts', 'export { }')],
    ['a new file', () => write('plugins/a/src/b.ts', '')],
    ['a removed file', () => rmSync(join(root, 'plugins/a/src/b.ts'))],
    ['a changed lock', () => write('yarn.lock', 'other')],
  ])('should change with %s', async (_, change) => {
    const before = await hashInputs(root, inputs);
    change();
    expect(await hashInputs(root, inputs)).not.toBe(before);
  });
});
