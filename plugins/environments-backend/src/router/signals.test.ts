import { environmentsSignalSchema } from '@portico/plugin-environments-common';
import {
  aCreation,
  startReadyPortal,
  TestPortal,
  until,
} from '../__testUtils__/startTestPortal';

jest.setTimeout(60_000);

const told = ({ signals }: TestPortal) =>
  signals.map(({ message }) => environmentsSignalSchema.parse(message));

describe('signals', () => {
  let portal: TestPortal;

  afterEach(() => portal.backend.stop());

  it('should tell everybody of each step of a change, and name nothing', async () => {
    portal = await startReadyPortal();
    const ada = portal.person('ada');
    const { body } = await ada.post(
      '/changes',
      aCreation({ cidr: '10.30.0.0/16' }),
    );
    await until(
      () => ada.get(`/changes/${body.id}`),
      answer => answer.body.state === 'merged',
    );
    await until(
      async () => told(portal),
      signals => signals.filter(({ changeId }) => !changeId).length === 2,
    );
    expect(
      told(portal).filter(({ changeId }) => changeId === body.id),
    ).toHaveLength(3);
    for (const { channel, recipients, message } of portal.signals) {
      expect(channel).toBe('environments');
      expect(recipients).toEqual({ type: 'broadcast' });
      expect(Object.keys(message)).toEqual(['type', 'changeId']);
    }
  });

  it('should tell that a run was reported', async () => {
    portal = await startReadyPortal();
    const before = portal.signals.length;
    await portal.machine.post('/environments/staging/pipeline-runs', {
      id: '1',
      operation: 'apply',
      status: 'running',
      startedAt: '2026-11-25T10:00:00Z',
    });
    expect(told(portal).slice(before)).toEqual([
      { type: 'changed', changeId: null },
    ]);
  });

  it.each<[string, () => Promise<void>]>([
    ['fail', () => Promise.reject(new Error('no broker'))],
    ['hang', () => new Promise(() => {})],
  ])('should not hold a change up when signals %s', async (_, publish) => {
    portal = await startReadyPortal({ publishSignal: publish });
    const { status } = await portal
      .person('ada')
      .post('/changes', aCreation({ cidr: '10.30.0.0/16' }));
    expect(status).toBe(201);
  });
});
