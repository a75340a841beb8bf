import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  ask,
  PROTECTED_ENVIRONMENT,
  serviceProtections,
} from '@portico/service-kit/testUtils';
import { send, somebody, testUserService } from './__testUtils__/userService';

jest.setTimeout(60_000);

describe('user-service under attack by any route', () => {
  const service = testUserService(PROTECTED_ENVIRONMENT);

  /** An address that nobody has come from, so that no lock is in the way. */
  const from = () => {
    const [a, b, c] = randomBytes(3);
    return `10.${a}.${b}.${c}`;
  };

  async function signedIn() {
    const { name: _name, ...signIn } = await registered();
    const answer = await send(service.url(), 'POST', '/v1/sessions', {
      body: signIn,
    });
    const { accessToken, refreshToken } = await answer.json();
    return { ...signIn, authorization: `Bearer ${accessToken}`, refreshToken };
  }
  async function registered() {
    const ada = somebody();
    await send(service.url(), 'POST', '/v1/users', { body: ada });
    return ada;
  }

  serviceProtections({
    openapi: join(__dirname, '../openapi.yaml'),
    url: service.url,
    metricsUrl: service.metricsUrl,
    databaseUrl: service.databaseUrl,
    authorization: roles => service.tokens.bearer(randomUUID(), roles),
    writes: {
      'POST /v1/users': { good: () => ({ body: somebody() }) },
      'PATCH /v1/users/me': {
        good: async () => {
          const { authorization } = await signedIn();
          return { headers: { authorization }, body: { name: 'Ada' } };
        },
      },
      'PUT /v1/users/me/password': {
        good: async () => {
          const { authorization, password } = await signedIn();
          return {
            headers: { authorization, 'x-forwarded-for': from() },
            body: {
              currentPassword: password,
              newPassword: 'another password',
            },
          };
        },
      },
      'PUT /v1/users/:id/roles': {
        good: async () => {
          const { email, authorization } = await signedIn();
          const [{ id }] = await ask<{ id: string }>(
            service.databaseUrl(),
            `UPDATE users SET roles = '{customer,admin}'
             WHERE email = $1 RETURNING id`,
            [email],
          );
          return {
            path: `/v1/users/${id}/roles`,
            headers: { authorization },
            body: { roles: ['customer', 'admin'] },
          };
        },
        admin: true,
      },
      'POST /v1/sessions': {
        good: async () => {
          const { email, password } = await registered();
          return {
            headers: { 'x-forwarded-for': from() },
            body: { email, password },
          };
        },
      },
      'POST /v1/sessions/refresh': {
        good: async () => {
          const { refreshToken } = await signedIn();
          return { body: { refreshToken } };
        },
      },
      'DELETE /v1/sessions': {
        good: async () => {
          const { refreshToken } = await signedIn();
          return { body: { refreshToken } };
        },
      },
    },
    failing: { table: 'users', path: () => '/v1/users/me' },
  });
});
