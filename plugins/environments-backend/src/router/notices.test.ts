import {
  aCreation,
  startReadyPortal,
  TestPortal,
  until,
} from '../__testUtils__/startTestPortal';

jest.setTimeout(60_000);

describe('notices', () => {
  let portal: TestPortal;

  afterEach(() => portal.backend.stop());

  const told = (given: TestPortal) =>
    given.notices.map(({ recipients, payload: { title } }) => [
      recipients.type === 'entity' ? recipients.entityRef : 'everybody',
      title,
    ]);

  const aProduction = aCreation({
    name: 'prod-eu',
    environmentClass: 'prod',
    cidr: '10.30.0.0/16',
  });

  it('should tell those who are asked, and the requester of the answer and the merge', async () => {
    portal = await startReadyPortal();
    const { body } = await portal.person('ada').post('/changes', aProduction);
    await until(
      async () => told(portal),
      notices => notices.length === 2,
    );
    await portal.person('grace').post(`/changes/${body.id}/approve`);
    await until(
      async () => told(portal),
      notices => notices.length === 5,
    );
    expect(told(portal)).toEqual([
      [['user:default/bob'], 'Ada asks for prod-eu'],
      [['user:default/grace', 'user:default/margaret'], 'Ada asks for prod-eu'],
      [['user:default/ada'], 'Your request for prod-eu is approved'],
      [['user:default/ada'], 'Your request for prod-eu is merged'],
      [['user:default/bob'], 'The request of Ada for prod-eu is merged'],
    ]);
    const links = portal.notices.map(({ payload }) => payload.link);
    expect(new Set(links)).toEqual(
      new Set([`/environments/changes/${body.id}`]),
    );
  });

  it('should take a change in while notices fail', async () => {
    portal = await startReadyPortal({
      sendNotice: () => Promise.reject(new Error('status 404')),
    });
    const { status } = await portal.person('ada').post('/changes', aProduction);
    expect(status).toBe(201);
    expect(portal.notices).toEqual([]);
  });

  it('should tell nobody where notices are switched off', async () => {
    portal = await startReadyPortal({ environments: { notifications: false } });
    await portal.person('ada').post('/changes', aProduction);
    await portal.person('ada').post('/changes', aCreation());
    expect(portal.notices).toEqual([]);
  });
});
