import { join } from 'node:path';
import { ask, openApiContract } from '@portico/service-kit/testUtils';
import { somebody, testUserService } from './__testUtils__/userService';
import { grantAdmin } from './grantAdmin';

jest.setTimeout(60_000);

describe('openapi.yaml', () => {
  const service = testUserService();
  const api = openApiContract(join(__dirname, '../openapi.yaml'));
  const call = (method: string, path: string, body?: object, bearer?: string) =>
    api.fetch(service.url(), method, path, {
      ...(body && { body }),
      ...(bearer && { headers: { authorization: `Bearer ${bearer}` } }),
    });
  const signIn = async ({ email, password }: ReturnType<typeof somebody>) => {
    const response = await call('POST', '/v1/sessions', { email, password });
    return response.json();
  };

  it('should be what the service does, in every operation', async () => {
    const ada = somebody();
    expect((await call('POST', '/v1/users', ada)).status).toBe(202);
    const first = await signIn(ada);
    const refreshed = await call('POST', '/v1/sessions/refresh', {
      refreshToken: first.refreshToken,
    });
    const { accessToken, refreshToken } = await refreshed.json();
    const me = await call('GET', '/v1/users/me', undefined, accessToken);
    const { id } = await me.json();
    await call('PATCH', '/v1/users/me', { name: 'Ada L.' }, accessToken);
    await call('DELETE', '/v1/sessions', { refreshToken });
    await call('GET', '/v1/keys');
    const roles = { roles: ['customer', 'admin'] };
    const path = `/v1/users/${id}/roles`;
    const denied = await call('PUT', path, roles, accessToken);
    expect(denied.status).toBe(403);
    await grantAdmin(service.environment(), ada.email);
    const granted = await call('PUT', path, roles, accessToken);
    expect(await granted.json()).toMatchObject(roles);
    const passwords = {
      currentPassword: ada.password,
      newPassword: 'another long password',
    };
    await call('PUT', '/v1/users/me/password', passwords, accessToken);
    expect(api.untried()).toEqual([]);
  });

  it('should declare what comes of what is wrong', async () => {
    const nobody = await service.tokens.bearer(
      '00000000-0000-4000-8000-000000000000',
    );
    const bearer = nobody.replace('Bearer ', '');
    const statuses = [
      await call('POST', '/v1/users', { email: 'x' }),
      await call('POST', '/v1/sessions', somebody()),
      await call('GET', '/v1/users/me'),
      await call('GET', '/v1/users/me', undefined, bearer),
      await call('POST', '/v1/sessions/refresh', {
        refreshToken: 'x'.repeat(43),
      }),
      await call('PUT', '/v1/users/none/roles', { roles: ['admin'] }, bearer),
    ].map(({ status }) => status);
    expect(statuses).toEqual([400, 400, 401, 404, 401, 404]);
  });

  it('should grant nothing to who is not registered', async () => {
    const environment = service.environment();
    await expect(grantAdmin(environment, somebody().email)).rejects.toThrow(
      'There is no such account',
    );
    await expect(grantAdmin(environment, undefined)).rejects.toThrow('Usage');
    const admins = await ask(
      service.databaseUrl(),
      `SELECT id FROM users WHERE 'admin' = ANY(roles) AND email LIKE 'ada-%'`,
    );
    expect(admins).toHaveLength(1);
  });
});
