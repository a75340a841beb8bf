import { aSpec } from '../__testUtils__/aSpec';
import {
  aCreation,
  startReadyPortal,
  STAGING,
  TestPortal,
  until,
} from '../__testUtils__/startTestPortal';

jest.setTimeout(60_000);

describe('changesRouter', () => {
  let portal: TestPortal;

  beforeEach(async () => {
    portal = await startReadyPortal();
  });
  afterEach(() => portal.backend.stop());

  const changeOf = (id: string) => portal.person('grace').get(`/changes/${id}`);
  const changes = async () =>
    (await portal.person('grace').get('/changes')).body.items;

  it('should take the same request for the same change, before and after the merge', async () => {
    portal.repository.refusal = 'a review is required';
    const first = await portal
      .person('ada')
      .post('/changes', aCreation({ cidr: '10.30.0.0/16' }));
    const again = await portal
      .person('ada')
      .post('/changes', aCreation({ cidr: '10.30.0.0/16' }));
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body.id).toBe(first.body.id);

    portal.repository.refusal = undefined;
    await until(
      () => changeOf(first.body.id),
      ({ body }) => body.state === 'proposed',
    );
    portal.repository.finishByHand(1, 'merged');
    await portal.person('ada').post(`/changes/${first.body.id}/withdraw`);
    expect(await changes()).toHaveLength(1);
  });

  it('should say who holds a name', async () => {
    portal.repository.refusal = 'a review is required';
    await portal
      .person('ada')
      .post('/changes', aCreation({ cidr: '10.30.0.0/16' }));
    const other = await portal
      .person('bob')
      .post('/changes', aCreation({ cidr: '10.30.0.0/16' }));
    expect(other.status).toBe(409);
    expect(other.body.error).toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(
        /^ada asked for dev on \d+ \w+ \d{4}, and that change is still open/,
      ),
    });
    const changed = await portal
      .person('ada')
      .post('/changes', aCreation({ cidr: '10.40.0.0/16' }));
    expect(changed.status).toBe(409);
    const preview = await portal
      .person('bob')
      .post('/preview', { spec: aSpec({ cidr: '10.30.0.0/16' }) });
    expect(preview.body.issues).toEqual([
      {
        path: 'metadata.name',
        message: expect.stringMatching(/^is taken: ada asked for dev on/),
        suggestion: 'dev-2',
      },
    ]);
    const network = await portal.person('bob').post('/preview', {
      spec: aSpec({ name: 'qa', cidr: '10.30.0.0/16' }),
    });
    expect(network.body.issues).toEqual([
      {
        path: 'spec.network.cidr',
        message:
          '10.30.0.0/16 overlaps dev (10.30.0.0/16). Free next: 10.31.0.0/16',
        suggestion: '10.31.0.0/16',
      },
    ]);
  });

  it('should not create what exists', async () => {
    const response = await portal
      .person('ada')
      .post('/changes', aCreation({ name: 'staging', cidr: '10.30.0.0/16' }));
    expect(response.status).toBe(409);
    expect(response.body.error.message).toMatch(/^staging exists already/);
  });

  it('should need the permission', async () => {
    portal.denied.add('environments.change.create');
    const response = await portal
      .person('ada')
      .post('/changes', aCreation({ cidr: '10.30.0.0/16' }));
    expect(response.status).toBe(403);
    expect(response.body.error.message).toContain('environments.change.create');
    expect(await changes()).toEqual([]);
    expect(portal.audit[0]).toMatch(/^change-create failed: You need/);
  });

  it('should change and extend what exists', async () => {
    const larger = aSpec({
      name: 'staging',
      owner: 'group:default/platform',
      environmentClass: 'staging',
      cidr: '10.20.0.0/17',
      description: 'Larger',
    });
    const same = await portal
      .person('grace')
      .post('/changes', { kind: 'resize', name: 'staging', spec: STAGING });
    expect(same.status).toBe(400);
    expect(same.body.error.issues[0].message).toBe(
      'changes nothing: staging is like this already',
    );
    const missing = await portal
      .person('grace')
      .post('/changes', { kind: 'extend', name: 'nowhere', ttl: '7d' });
    expect(missing.status).toBe(404);
    const resized = await portal
      .person('grace')
      .post('/changes', { kind: 'resize', name: 'staging', spec: larger });
    expect(resized.status).toBe(201);
    expect(resized.body).toMatchObject({ before: STAGING, after: larger });
    await until(
      () => changeOf(resized.body.id),
      ({ body }) => body.state === 'merged',
    );
    await until(
      () => portal.person('grace').get('/environments/staging'),
      ({ body }) => body.description === 'Larger',
    );
    const extended = await portal
      .person('grace')
      .post('/changes', { kind: 'extend', name: 'staging', ttl: '7d' });
    expect(extended.status).toBe(201);
    expect(extended.body.after.spec.ttl).toBe('7d');
  });
});
