import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { aSpec } from '../__testUtils__/aSpec';
import {
  aCreation,
  startReadyPortal,
  TestPortal,
} from '../__testUtils__/startTestPortal';

jest.setTimeout(60_000);

describe('hostile requests', () => {
  let portal: TestPortal;

  beforeEach(async () => {
    portal = await startReadyPortal();
  });
  afterEach(() => portal.backend.stop());

  const changes = async () =>
    (await portal.person('grace').get('/changes')).body.items;

  const unknownKey = { ...aSpec(), spec: { ...aSpec().spec, backup: true } };
  it.each([
    [
      'a name with a command',
      aCreation({ name: 'x"; rm -rf /' }),
      'metadata.name',
    ],
    ['a name with a newline', aCreation({ name: 'a\nb' }), 'metadata.name'],
    [
      'a name with a template',
      aCreation({ name: '${{ secrets.X }}' }),
      'metadata.name',
    ],
    [
      'a path as a name',
      aCreation({ name: '../../etc/passwd' }),
      'metadata.name',
    ],
    ['letters of elsewhere', aCreation({ name: 'Ünïcode' }), 'metadata.name'],
    ['a reserved name', aCreation({ name: 'new' }), 'metadata.name'],
    [
      'no network',
      aCreation({ cidr: '10.0.0.0/8; drop' }),
      'spec.network.cidr',
    ],
    [
      'a network of the internet',
      aCreation({ cidr: '8.8.0.0/16' }),
      'spec.network.cidr',
    ],
    [
      'a network that is too large',
      aCreation({ cidr: '10.0.0.0/8' }),
      'spec.network.cidr',
    ],
    ['an overlapping network', aCreation(), 'spec.network.cidr'],
    [
      'an unknown field',
      { kind: 'create', name: 'dev', spec: unknownKey },
      'spec.backup',
    ],
    [
      'an unknown owner',
      aCreation({ owner: 'group:default/x', cidr: '10.30.0.0/16' }),
      'metadata.owner',
    ],
    [
      'a person as owner',
      aCreation({ owner: 'user:default/ada', cidr: '10.30.0.0/16' }),
      'metadata.owner',
    ],
    [
      'a description of two lines',
      aCreation({ description: 'a\nb' }),
      'metadata.description',
    ],
    ['no spec', { kind: 'create', name: 'dev' }, ''],
    [
      'another name beside the spec',
      { ...aCreation(), name: 'other' },
      'metadata.name',
    ],
    ['an unknown kind', { ...aCreation(), kind: 'explode' }, 'kind'],
    ['a kind that is not offered', { ...aCreation(), kind: 'destroy' }, 'kind'],
    ['an unknown key beside it', { ...aCreation(), admin: true }, 'admin'],
  ])('should refuse %s, and make nothing of it', async (_, body, path) => {
    const response = await portal.person('ada').post('/changes', body);
    expect(response.status).toBe(400);
    const { name, issues } = response.body.error;
    expect(name).toBe('InputError');
    expect(issues.map((issue: { path: string }) => issue.path)).toContain(path);
    expect(await changes()).toEqual([]);
    expect([...portal.repository.branches.keys()]).toEqual(['main']);
  });

  it('should survive what is no sensible body', async () => {
    const send = (body: string) =>
      request(portal.server)
        .post('/api/environments/changes')
        .set('authorization', mockCredentials.user.header('user:default/ada'))
        .set('content-type', 'application/json')
        .send(body);
    const spec = '{"kind":"create","name":"dev","spec":';
    expect((await send('{')).status).toBe(400);
    expect((await send('[]')).status).toBe(400);
    expect((await send(`${spec}"${'x'.repeat(300_000)}"}`)).status).toBe(413);
    expect(
      (await send(`${spec}${'['.repeat(10_000)}${']'.repeat(10_000)}}`)).status,
    ).toBe(400);
    expect((await send(`${spec}{"__proto__":{"polluted":true}}}`)).status).toBe(
      400,
    );
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
