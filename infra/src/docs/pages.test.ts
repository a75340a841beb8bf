import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { pages } from './pages';

function published(file: string): string {
  return readFileSync(
    resolvePackagePath('@portico/infra', '..', 'docs', file),
    'utf8',
  );
}

describe('pages', () => {
  it.each(Object.entries(pages()))(
    'should be what is published in %s; `yarn workspace @portico/infra docs` writes it anew',
    (file, text) => {
      expect(published(file)).toBe(text);
    },
  );

  it('should be named in the index of the documents', () => {
    const index = readFileSync(
      resolvePackagePath('@portico/infra', '..', 'mkdocs.yml'),
      'utf8',
    );
    for (const file of Object.keys(pages())) expect(index).toContain(file);
  });
});
