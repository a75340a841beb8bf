import { ConfigReader } from '@backstage/config';
import { assertImageConfig } from './assertImageConfig';

const check = (data: object) =>
  assertImageConfig(
    new ConfigReader({ permission: { enabled: true }, ...data }),
  );

describe('assertImageConfig', () => {
  it('should accept a portal with a real sign-in', () => {
    expect(() =>
      check({
        auth: { providers: { github: { production: { clientId: 'x' } } } },
        backend: { auth: { keys: [{ secret: 'x' }] } },
        // A guest elsewhere is not a way in.
        organization: { guest: 'personas' },
      }),
    ).not.toThrow();
  });

  it.each([
    ['auth.providers.guest', { auth: { providers: { guest: {} } } }],
    [
      'auth.providers.personas',
      { auth: { providers: { personas: { enabled: false } } } },
    ],
    [
      'backend.auth.dangerouslyDisableDefaultAuthPolicy',
      { backend: { auth: { dangerouslyDisableDefaultAuthPolicy: false } } },
    ],
    [
      'auth.providers.github.production.signIn.resolvers.0.dangerouslyAllowSignInWithoutUserInCatalog',
      {
        auth: {
          providers: {
            github: {
              production: {
                signIn: {
                  resolvers: [
                    {
                      resolver: 'usernameMatchingUserEntityName',
                      dangerouslyAllowSignInWithoutUserInCatalog: true,
                    },
                  ],
                },
              },
            },
          },
        },
      },
    ],
    [
      'backend.auth.DangerouslyDisableDefaultAuthPolicy',
      { backend: { auth: { DangerouslyDisableDefaultAuthPolicy: 'true' } } },
    ],
    [
      'catalog.providers.org.0.dangerouslyTrustAll',
      { catalog: { providers: { org: [{ dangerouslyTrustAll: null }] } } },
    ],
  ])('should refuse %s', (key, data) => {
    expect(() => check(data)).toThrow(
      `The production image does not start with ${key}:`,
    );
  });

  it('should name all that is wrong at once', () => {
    expect(() =>
      check({
        auth: { providers: { guest: {}, personas: { enabled: true } } },
      }),
    ).toThrow(/auth.providers.guest or auth.providers.personas/);
  });

  it.each([
    ['off', { permission: { enabled: false } }],
    ['left out', { permission: {} }],
  ])('should refuse a permission policy that is %s', (_, data) => {
    expect(() => check(data)).toThrow('without permission.enabled: true');
  });
});
