import { setTimeout as delay } from 'node:timers/promises';
import { deploymentsSignalSchema } from '@portico/plugin-deployments-common';
import { aCdEvent } from '../__testUtils__/aCdEvent';
import { startTestPortal } from '../__testUtils__/startTestPortal';
import { DeploymentSignals } from './DeploymentSignals';

jest.setTimeout(60_000);

const INCIDENT = {
  id: 'INC-1',
  entityRef: 'component:default/order-service',
  environment: 'prod',
  title: 'Late',
  openedAt: '2026-11-25T10:00:00Z',
};

describe('signals', () => {
  it('should tell open pages of what is new, and name nothing', async () => {
    const portal = await startTestPortal();
    const told = async (count: number) => {
      for (let turn = 0; portal.signals.length < count; turn += 1) {
        if (turn === 200) throw new Error(`no signal ${count} within 20 s`);
        await delay(100);
      }
    };
    try {
      await portal.machine.post('/events', aCdEvent());
      await told(1);
      // The same event changes nothing.
      await portal.machine.post('/events', aCdEvent());
      await delay(2_000);
      expect(portal.signals).toEqual([
        {
          recipients: { type: 'broadcast' },
          channel: 'deployments',
          message: { type: 'changed' },
        },
      ]);
      deploymentsSignalSchema.strict().parse(portal.signals[0].message);
      await portal.ada.post('/incidents', INCIDENT);
      await told(2);
    } finally {
      await portal.backend.stop();
    }
  });

  describe('DeploymentSignals', () => {
    beforeEach(() => {
      jest.useFakeTimers();
    });
    afterEach(() => {
      jest.useRealTimers();
    });

    it('should tell once of what happens within a second', async () => {
      const publish = jest.fn(async () => {});
      const signals = DeploymentSignals.create({
        signals: { publish },
        logger: { debug: jest.fn() },
      });
      for (let turn = 0; turn < 5; turn += 1) {
        signals.tell();
        jest.advanceTimersByTime(100);
      }
      await jest.advanceTimersByTimeAsync(10_000);
      expect(publish).toHaveBeenCalledTimes(1);
      signals.tell();
      await jest.advanceTimersByTimeAsync(1_000);
      expect(publish).toHaveBeenCalledTimes(2);
    });

    it('should not fail where nobody can be told', async () => {
      const debug = jest.fn();
      const signals = DeploymentSignals.create({
        signals: { publish: jest.fn().mockRejectedValue(new Error('no hub')) },
        logger: { debug },
      });
      signals.tell();
      await jest.advanceTimersByTimeAsync(1_000);
      expect(debug.mock.calls).toEqual([
        ['Open pages could not be told', { cause: 'Error: no hub' }],
      ]);
      signals.tell();
      await jest.advanceTimersByTimeAsync(1_000);
      expect(debug).toHaveBeenCalledTimes(2);
    });
  });
});
