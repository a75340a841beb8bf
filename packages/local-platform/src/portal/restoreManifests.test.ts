import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { restoreManifests } from './restoreManifests';

describe('restoreManifests', () => {
  const root = temporaryFolder();

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }

  it('should put back what an interrupted packing left, and nothing else', async () => {
    write('infra/package.json', 'rewritten');
    write('infra/package.json-prepack', 'as it was');
    write('plugins/cost-common/package.json', 'untouched');
    write('plugins/README.md', 'a file among folders');
    await restoreManifests(root);
    await restoreManifests(root);
    expect(readFileSync(join(root, 'infra/package.json'), 'utf8')).toBe(
      'as it was',
    );
    expect(readdirSync(join(root, 'infra'))).toEqual(['package.json']);
    expect(
      readFileSync(join(root, 'plugins/cost-common/package.json'), 'utf8'),
    ).toBe('untouched');
  });
});
