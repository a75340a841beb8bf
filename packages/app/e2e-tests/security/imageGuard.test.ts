import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './support/callers';
import { dataFolder } from './support/dataFolder';
import { runPortal } from './support/startPortal';

const IMAGE = { PORTICO_IMAGE: '1' };

/** What opens a portal, by the way in which it is configured. */
const DOORS: {
  what: string;
  config?: object;
  env?: Record<string, string>;
  says: string;
}[] = [
  {
    what: 'the sample people',
    config: { auth: { providers: { personas: { enabled: true } } } },
    says: 'auth.providers.personas',
  },
  {
    what: 'a guest, by an environment variable',
    env: {
      APP_CONFIG_auth_providers_guest_dangerouslyAllowOutsideDevelopment:
        'true',
    },
    says: 'auth.providers.guest',
  },
  {
    what: 'no sign-in at all, by a substituted value',
    config: {
      backend: {
        auth: { dangerouslyDisableDefaultAuthPolicy: '${OPEN_THE_DOOR}' },
      },
    },
    env: { OPEN_THE_DOOR: 'true' },
    says: 'backend.auth.dangerouslyDisableDefaultAuthPolicy',
  },
  {
    what: 'no permission policy, by an environment variable',
    env: { APP_CONFIG_permission_enabled: 'false' },
    says: 'permission.enabled',
  },
];

test.describe('the production image', () => {
  for (const { what, config = {}, env, says } of DOORS) {
    test(`does not start with ${what}`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'portico-image-'));
      try {
        const file = join(folder, 'config.yaml');
        writeFileSync(file, JSON.stringify(config));
        const { code, output } = await runPortal({
          configs: [file],
          env: { ...IMAGE, ...env },
        });
        expect(code).toBe(1);
        expect(output).toContain('The production image does not start with');
        expect(output).toContain(says);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }

  test('does not start with the configuration of one machine', async () => {
    const { code, output } = await runPortal({
      configs: [join(dataFolder(), 'app-config.run.yaml')],
      env: IMAGE,
    });
    expect(code).toBe(1);
    expect(output).toContain('auth.providers.personas');
  });
});
