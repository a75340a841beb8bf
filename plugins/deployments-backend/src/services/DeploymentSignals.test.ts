import { setTimeout as delay } from 'node:timers/promises';
import { deploymentsSignalSchema } from '@portico/plugin-deployments-common';
import { aCdEvent } from '../__testUtils__/aCdEvent';
import { startTestPortal } from '../__testUtils__/startTestPortal';
import { DeploymentSignals } from './DeploymentSignals';

jest.setTimeout(60_000);

describe('signals', () => {
  it('should tell open pages once of what happens at once, and name nothing', async () => {
    const portal = await startTestPortal();
    try {
      for (let index = 0; index < 5; index += 1) {
        await portal.machine.post('/events', aCdEvent({ id: String(index) }));
      }
      // The same event changes nothing.
      await delay(1_500);
      await portal.machine.post('/events', aCdEvent({ id: '0' }));
      await delay(1_500);
      expect(portal.signals).toEqual([
        {
          recipients: { type: 'broadcast' },
          channel: 'deployments',
          message: { type: 'changed' },
        },
      ]);
      deploymentsSignalSchema.strict().parse(portal.signals[0].message);
      await portal.ada.post('/incidents', {
        id: 'INC-1',
        entityRef: 'component:default/order-service',
        environment: 'prod',
        title: 'Late',
        openedAt: '2026-11-25T10:00:00Z',
      });
      await delay(1_500);
      expect(portal.signals).toHaveLength(2);
    } finally {
      await portal.backend.stop();
    }
  });

  it('should not fail where nobody can be told', async () => {
    const debug = jest.fn();
    const signals = DeploymentSignals.create({
      signals: { publish: jest.fn().mockRejectedValue(new Error('no hub')) },
      logger: { debug },
    });
    signals.tell();
    await delay(1_200);
    expect(debug.mock.calls).toEqual([
      ['Open pages could not be told', { cause: 'Error: no hub' }],
    ]);
    signals.tell();
    await delay(1_200);
    expect(debug).toHaveBeenCalledTimes(2);
  });
});
