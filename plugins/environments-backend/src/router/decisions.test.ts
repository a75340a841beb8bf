import { changeListSchema } from '@portico/plugin-environments-common';
import { anEvaluation } from '../__testUtils__/anEvaluation';
import {
  aCreation,
  startReadyPortal,
  TestPortal,
  until,
} from '../__testUtils__/startTestPortal';

jest.setTimeout(60_000);

describe('decisions on changes', () => {
  let portal: TestPortal;

  beforeEach(async () => {
    portal = await startReadyPortal();
  });
  afterEach(() => portal.backend.stop());

  const changeOf = (id: string) => portal.person('grace').get(`/changes/${id}`);

  const prod = () =>
    aCreation({ name: 'prod', environmentClass: 'prod', cidr: '10.30.0.0/16' });
  const ask = async (who = 'ada', body: object = prod()) => {
    const response = await portal.person(who).post('/changes', body);
    expect(response.status).toBe(201);
    expect(response.body.state).toBe('pending-approval');
    return response.body.id as string;
  };

  it('should go on when the people who are asked agree', async () => {
    const id = await ask();
    const inbox = await portal.person('grace').get('/changes?assignee=me');
    expect(changeListSchema.parse(inbox.body).items).toEqual([
      expect.objectContaining({
        id,
        viewer: expect.objectContaining({ mayDecide: true }),
      }),
    ]);
    expect(
      (await portal.person('ada').get('/changes?assignee=me')).body.items,
    ).toEqual([]);
    const approved = await portal
      .person('grace')
      .post(`/changes/${id}/approve`, { comment: 'go' });
    expect(approved.status).toBe(200);
    expect(approved.body.approvals).toEqual([
      {
        group: 'group:default/platform-approvers',
        reason: 'it is production',
        decision: expect.objectContaining({
          by: 'user:default/grace',
          verdict: 'approved',
          comment: 'go',
        }),
      },
    ]);
    const merged = await until(
      () => changeOf(id),
      ({ body }) => body.state === 'merged',
    );
    expect(
      merged.body.history.map((entry: { event: string; actor: string }) => [
        entry.event,
        entry.actor,
      ]),
    ).toEqual([
      ['submit', 'user:default/ada'],
      ['approve', 'user:default/grace'],
      ['propose', 'portal'],
      ['merge', 'portal'],
    ]);
    expect(portal.repository.statuses[0].description).toContain(
      'approved by 1 of 1',
    );
    const late = await portal.person('margaret').post(`/changes/${id}/approve`);
    expect(late.status).toBe(409);
  });

  it('should let nobody approve their own change', async () => {
    const id = await ask('grace');
    const own = await portal.person('grace').post(`/changes/${id}/approve`);
    expect(own.status).toBe(403);
    expect(own.body.error).toMatchObject({
      name: 'NotAllowedError',
      rule: 'no-self-approval',
    });
    expect((await changeOf(id)).body).toMatchObject({
      state: 'pending-approval',
      viewer: { mayDecide: false, mayWithdraw: true },
    });
    expect(
      (await portal.person('margaret').post(`/changes/${id}/approve`)).status,
    ).toBe(200);
  });

  it('should let only those approve who are asked', async () => {
    const id = await ask();
    const team = await portal.person('bob').post(`/changes/${id}/approve`);
    expect(team.status).toBe(403);
    expect(team.body.error.rule).toBe('not-in-group');
    portal.denied.add('environments.change.approve');
    const denied = await portal.person('grace').post(`/changes/${id}/approve`);
    expect(denied.status).toBe(403);
    expect((await changeOf(id)).body.viewer.mayDecide).toBe(false);
  });

  it('should need both where two groups are asked', async () => {
    portal.evaluator.answer = () => anEvaluation({ monthly: '9000.00' });
    const id = await ask();
    await portal.person('grace').post(`/changes/${id}/approve`);
    expect((await changeOf(id)).body.state).toBe('pending-approval');
    const twice = await portal.person('grace').post(`/changes/${id}/approve`);
    expect(twice.status).toBe(403);
    await portal.person('margaret').post(`/changes/${id}/approve`);
    await until(
      () => changeOf(id),
      ({ body }) => body.state === 'merged',
    );
  });

  it('should end with a no, and free the name', async () => {
    const id = await ask();
    const rejected = await portal
      .person('margaret')
      .post(`/changes/${id}/reject`, { comment: 'too dear' });
    expect(rejected.body).toMatchObject({
      state: 'rejected',
      stateReason: 'too dear',
    });
    expect(await ask('bob')).not.toBe(id);
  });

  it('should let the requester and the platform withdraw, nobody else', async () => {
    const id = await ask();
    expect(
      (await portal.person('bob').post(`/changes/${id}/withdraw`)).status,
    ).toBe(403);
    const withdrawn = await portal
      .person('ada')
      .post(`/changes/${id}/withdraw`);
    expect(withdrawn.body.state).toBe('withdrawn');
    const other = await ask('bob');
    expect(
      (await portal.person('grace').post(`/changes/${other}/withdraw`)).body
        .state,
    ).toBe('withdrawn');
    expect(
      (await portal.person('ada').post(`/changes/${id}/withdraw`)).status,
    ).toBe(409);
  });

  it('should hide changes from those whom they do not concern', async () => {
    const id = await ask();
    for (const path of [
      `/changes/${id}`,
      '/changes/nonsense',
      `/changes/${'x'.repeat(500)}`,
    ]) {
      expect((await portal.person('eve').get(path)).status).toBe(404);
    }
    for (const action of ['approve', 'reject', 'withdraw']) {
      expect(
        (await portal.person('eve').post(`/changes/${id}/${action}`)).status,
      ).toBe(404);
    }
    expect((await portal.person('eve').get('/changes')).body).toEqual({
      items: [],
    });
    for (const name of ['ada', 'bob', 'grace', 'margaret']) {
      expect(
        (await portal.person(name).get('/changes')).body.items,
      ).toHaveLength(1);
    }
    portal.denied.add('environments.change.read');
    expect((await portal.person('ada').get('/changes')).status).toBe(403);
    expect((await portal.person('ada').get(`/changes/${id}`)).status).toBe(403);
  });

  it('should narrow and page a list', async () => {
    await ask();
    await ask(
      'ada',
      aCreation({
        name: 'prod-eu',
        environmentClass: 'prod',
        cidr: '10.50.0.0/16',
      }),
    );
    const page = await portal.person('ada').get('/changes?limit=1');
    expect(page.body.items).toHaveLength(1);
    const next = await portal
      .person('ada')
      .get(`/changes?limit=1&cursor=${page.body.cursor}`);
    expect(next.body.items).toHaveLength(1);
    expect(next.body.cursor).toBeUndefined();
    expect(next.body.items[0].id).not.toBe(page.body.items[0].id);
    const named = await portal
      .person('ada')
      .get('/changes?name=prod-eu&state=pending-approval&state=approved');
    expect(named.body.items.map(({ name }: { name: string }) => name)).toEqual([
      'prod-eu',
    ]);
    expect(
      (await portal.person('ada').get('/changes?state=merged')).body.items,
    ).toEqual([]);
    for (const query of [
      'state=nonsense',
      'limit=0',
      'cursor=e30',
      'assignee=you',
      'state[x]=1',
    ]) {
      expect((await portal.person('ada').get(`/changes?${query}`)).status).toBe(
        400,
      );
    }
  });
});
