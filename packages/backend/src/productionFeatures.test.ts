import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';

/** Features that let in or allow without asking; none may be in the backend. */
const OPEN = /guest-provider|allow-all-policy|legacy/;

const read = (file: string) =>
  readFileSync(resolvePackagePath('@portico/backend', file), 'utf8');

describe('the features of the backend', () => {
  it('should hold no guest, no allow-all policy and no legacy way in', () => {
    const { dependencies } = JSON.parse(read('package.json'));
    const features = [
      ...Object.keys(dependencies),
      ...read('src/index.ts').matchAll(/import\('([^']+)'\)/g),
    ].map(String);
    expect(features.filter(name => OPEN.test(name))).toEqual([]);
  });

  it('should have a permission policy of its own', () => {
    expect(read('src/index.ts')).toContain(
      "import('@portico/plugin-permission-backend-module-portico')",
    );
  });

  it.each(['app-config.yaml', 'app-config.production.yaml'])(
    'should hand no credentials to clusters that somebody adds to the catalog (%s)',
    file => {
      expect(read(`../../${file}`)).not.toMatch(/type: *['"]?catalog\b/);
    },
  );
});
