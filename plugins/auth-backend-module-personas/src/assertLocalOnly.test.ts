import { ConfigReader } from '@backstage/config';
import { JsonValue } from '@backstage/types';
import { assertLocalOnly } from './assertLocalOnly';

const local = {
  app: { baseUrl: 'http://localhost:7007' },
  auth: { environment: 'local' },
  backend: {
    baseUrl: 'http://localhost:7007',
    listen: { host: '127.0.0.1', port: 7007 } as JsonValue,
  },
};

const check = (overrides: object) =>
  assertLocalOnly(new ConfigReader({ ...local, ...overrides }));

describe('assertLocalOnly', () => {
  it('should accept a portal on loopback only', () => {
    expect(() => check({})).not.toThrow();
    expect(() =>
      check({ backend: { ...local.backend, listen: '127.0.0.1:7007' } }),
    ).not.toThrow();
    expect(() =>
      check({ backend: { ...local.backend, listen: '[::1]:7007' } }),
    ).not.toThrow();
  });

  it.each([
    ['production', { auth: { environment: 'production' } }, /auth.environment/],
    ['no environment', { auth: {} }, /auth.environment is 'not set'/],
    [
      'a public app',
      { app: { baseUrl: 'https://portal.example.com' } },
      /app.baseUrl is on host 'portal.example.com'/,
    ],
    [
      'a name that only begins like localhost',
      { app: { baseUrl: 'http://localhost.example.com' } },
      /app.baseUrl/,
    ],
    [
      'a public backend',
      { backend: { ...local.backend, baseUrl: 'http://10.0.0.1:7007' } },
      /backend.baseUrl/,
    ],
    [
      'every interface, as text',
      { backend: { ...local.backend, listen: ':7007' } },
      /every interface/,
    ],
    [
      'every interface, by default',
      { backend: { ...local.backend, listen: { port: 7007 } } },
      /every interface/,
    ],
    [
      'every interface, by address',
      { backend: { ...local.backend, listen: { host: '0.0.0.0' } } },
      /'0.0.0.0'/,
    ],
  ])('should refuse %s', (_title, overrides, message) => {
    expect(() => check(overrides)).toThrow(message);
  });
});
