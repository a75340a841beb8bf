import { InputError } from '@backstage/errors';
import { AlertListener, ALERTS_TOPIC } from './AlertListener';

const EVENT = { topic: ALERTS_TOPIC, eventPayload: { version: '4' } };
const TAKEN = { incidents: 1, ignored: 0, skipped: [] };

function aListener(take: jest.Mock) {
  const warn = jest.fn();
  const listener = AlertListener.create({
    alerts: { take },
    logger: { warn },
    pausesMs: [1, 1],
  });
  return { listener, warn };
}

const soon = () => new Promise(resolve => setTimeout(resolve, 100));

async function until(isIt: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100 && !isIt(); turn += 1) await soon();
}

describe('AlertListener', () => {
  it('should have taken the alerts when it returns', async () => {
    let isDone = false;
    const take = jest.fn(async () => {
      await soon();
      isDone = true;
      return TAKEN;
    });
    await aListener(take).listener.onEvent(EVENT);
    expect(isDone).toBe(true);
    expect(take.mock.calls).toEqual([[EVENT.eventPayload]]);
  });

  it('should try again while the database is away', async () => {
    const take = jest
      .fn()
      .mockRejectedValueOnce(new Error('the database is gone'))
      .mockResolvedValue(TAKEN);
    const { listener, warn } = aListener(take);
    await listener.onEvent(EVENT);
    await until(() => take.mock.calls.length > 1);
    await soon();
    expect(take).toHaveBeenCalledTimes(2);
    expect(warn.mock.calls).toEqual([
      ['Alerts could not be taken: the database is gone'],
    ]);
  });

  it('should give up at last, and say so', async () => {
    const take = jest.fn().mockRejectedValue(new Error('gone'));
    const { listener, warn } = aListener(take);
    await listener.onEvent(EVENT);
    await until(() => warn.mock.calls.length > 3);
    expect(take).toHaveBeenCalledTimes(3);
    expect(warn.mock.lastCall).toEqual([
      'Alerts were given up; Alertmanager will repeat them',
    ]);
  });

  it('should not try again what makes no sense, and tell what is not known', async () => {
    const take = jest.fn().mockRejectedValueOnce(new InputError('version'));
    const { listener, warn } = aListener(take);
    await listener.onEvent(EVENT);
    await soon();
    expect(take).toHaveBeenCalledTimes(1);
    take.mockResolvedValue({
      ...TAKEN,
      skipped: ['there is no component cart'],
    });
    await listener.onEvent(EVENT);
    expect(warn.mock.lastCall).toEqual([
      'Alerts became no incidents: there is no component cart',
    ]);
  });
});
