import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';

/**
 * The first versions with the remedy of what was published on Backstage, and
 * on what its servers are made of, up to November 2026. Of several lines that
 * were mended, the one that we are on.
 */
const MENDED: [name: string, version: string, advisories: string][] = [
  [
    '@backstage/plugin-scaffolder-backend',
    '4.1.0',
    'CVE-2026-106501 -106499 -106506 -32237 -29184 -24046 CVE-2025-55285',
  ],
  ['@backstage/plugin-scaffolder-node', '0.6.1', 'CVE-2024-53983'],
  ['@backstage/plugin-catalog-backend', '3.9.1', 'CVE-2026-106496'],
  ['@backstage/plugin-search-backend', '2.1.6', 'CVE-2026-106562'],
  ['@backstage/plugin-techdocs-backend', '2.2.4', 'CVE-2026-106490'],
  [
    '@backstage/plugin-techdocs-node',
    '1.15.4',
    'CVE-2026-106510 -106556 -106557 -29186 -25152 -25153',
  ],
  ['@backstage/plugin-auth-backend', '0.27.1', 'CVE-2026-32235 -32236'],
  ['@backstage/plugin-permission-backend', '0.6.0', 'CVE-2025-32791'],
  ['@backstage/integration', '1.20.1', 'CVE-2026-29185'],
  ['@backstage/plugin-proxy-backend', '0.6.18', 'CVE-2026-106491 -106456'],
  [
    '@backstage/plugin-kubernetes-backend',
    '0.21.10',
    'CVE-2026-106561 -106487',
  ],
  [
    '@backstage/plugin-auth-backend-module-oidc-provider',
    '0.4.20',
    'CVE-2026-106488',
  ],
  ['body-parser', '1.20.3', 'CVE-2024-45590'],
  ['multer', '2.0.0', 'CVE-2025-47935 -47944'],
];

const numbersOf = (version: string) =>
  version.split('-')[0].split('.').map(Number);

function isAtLeast(version: string, wanted: string): boolean {
  const [have, want] = [numbersOf(version), numbersOf(wanted)];
  const index = want.findIndex((number, i) => have[i] !== number);
  return index === -1 || have[index] > want[index];
}

const LOCK = readFileSync(
  resolvePackagePath('@portico/backend', '..', '..', 'yarn.lock'),
  'utf8',
);

/** Every version of a package that the lock file installs. */
function versionsOf(name: string): string[] {
  return LOCK.split('\n\n')
    .filter(entry => entry.trimStart().startsWith(`"${name}@npm:`))
    .map(entry => /^ {2}version: (.+)$/m.exec(entry)?.[1] ?? 'unknown');
}

describe('the packages of the lock file', () => {
  it.each(MENDED)('should have %s mended, from %s on', (name, wanted) => {
    const old = versionsOf(name).filter(version => !isAtLeast(version, wanted));
    expect(old).toEqual([]);
  });

  it('should be read right', () => {
    expect(versionsOf('@backstage/plugin-catalog-backend')).toHaveLength(1);
    expect(isAtLeast('4.0.5', '3.9.1')).toBe(true);
    expect(isAtLeast('3.10.0', '3.9.1')).toBe(true);
    expect(isAtLeast('3.9.0', '3.9.1')).toBe(false);
  });
});
