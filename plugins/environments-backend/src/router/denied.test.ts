import { mockCredentials } from '@backstage/backend-test-utils';
import {
  aCreation,
  STAGING,
  startReadyPortal,
  TestPortal,
  until,
} from '../__testUtils__/startTestPortal';

jest.setTimeout(60_000);

const PROD = aCreation({
  name: 'prod-eu',
  environmentClass: 'prod',
  cidr: '10.30.0.0/16',
});

describe('a policy that denies', () => {
  let portal: TestPortal;
  let id: string;

  beforeEach(async () => {
    portal = await startReadyPortal();
    const { body } = await portal.person('ada').post('/changes', PROD);
    id = body.id;
  });
  afterEach(() => portal.backend.stop());

  it('should hide changes in lists, counts and single reads alike', async () => {
    portal.denied.add('environments.change.read');
    for (const who of ['ada', 'grace', 'margaret']) {
      const person = portal.person(who);
      for (const path of [
        '/changes',
        '/changes?assignee=me',
        `/changes/${id}`,
      ]) {
        const { status, text } = await person.get(path);
        expect([path, status]).toEqual([path, 403]);
        expect(text).not.toContain('prod-eu');
      }
    }
  });

  it('should show a change to nobody whom it does not concern, in no list and in no count', async () => {
    const eve = portal.person('eve');
    for (const path of ['/changes', '/changes?assignee=me&limit=1']) {
      expect((await eve.get(path)).body).toEqual({ items: [] });
    }
    for (const action of ['approve', 'reject', 'withdraw']) {
      const answer = await eve.post(`/changes/${id}/${action}`);
      expect([action, answer.status]).toEqual([action, 404]);
      expect(answer.text).not.toContain('prod-eu');
    }
    await until(
      async () => portal.notices.length,
      length => length >= 2,
    );
    const readers = portal.notices.flatMap(({ recipients }) =>
      recipients.type === 'entity' ? recipients.entityRef : ['everybody'],
    );
    expect([...new Set(readers)].sort()).toEqual([
      'user:default/bob',
      'user:default/grace',
      'user:default/margaret',
    ]);
  });

  it('should let nobody decide, and say so beside the change', async () => {
    portal.denied.add('environments.change.approve');
    const grace = portal.person('grace');
    for (const verdict of ['approve', 'reject']) {
      expect((await grace.post(`/changes/${id}/${verdict}`)).status).toBe(403);
    }
    const { body } = await grace.get('/changes?assignee=me');
    expect(body.items).toMatchObject([
      { id, state: 'pending-approval', viewer: { mayDecide: false } },
    ]);
    expect((await grace.get(`/changes/${id}`)).body.viewer).toMatchObject({
      mayDecide: false,
      reason: 'You need the permission environments.change.approve.',
    });
  });

  it('should take no request in, and tell nobody of it', async () => {
    portal.denied.add('environments.change.create');
    const before = portal.notices.length;
    const other = aCreation({ name: 'dev-two', cidr: '10.31.0.0/16' });
    const { status } = await portal.person('ada').post('/changes', other);
    expect(status).toBe(403);
    expect(
      portal.notices
        .slice(before)
        .filter(({ payload }) => JSON.stringify(payload).includes('dev-two')),
    ).toEqual([]);
  });

  it('should hide environments in lists, single reads, runs, previews, requests and actions', async () => {
    portal.denied.add('environments.environment.read');
    const ada = portal.person('ada');
    expect((await ada.get('/environments')).body.items).toEqual([]);
    for (const path of [
      '/environments/staging',
      '/environments/staging/pipeline-runs',
      '/environments/staging/outputs',
    ]) {
      const { status, body } = await ada.get(path);
      expect([path, status]).toEqual([path, 404]);
      expect(body.error.message).toBe('There is no environment staging');
    }
    const extension = { kind: 'extend', name: 'staging', ttl: '10d' };
    const answer = await ada.post('/changes', extension);
    expect(answer.status).toBe(404);
    const gone = await ada.post('/changes', { ...extension, name: 'nothing' });
    expect(answer.body.error.message.replace('staging', 'nothing')).toBe(
      gone.body.error.message,
    );
    const preview = await ada.post('/preview', {
      spec: STAGING,
      against: 'staging',
    });
    expect(preview.body.issues).toMatchObject([
      { message: 'names no environment; there is no "staging"' },
    ]);
    const { output } = await portal.actions.invoke({
      id: 'test:list',
      input: {},
      credentials: mockCredentials.user('user:default/ada'),
    });
    expect(output).toMatchObject({ items: [] });
  });
});
