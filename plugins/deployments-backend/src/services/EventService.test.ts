import { aCdEvent } from '../__testUtils__/aCdEvent';
import { aComponent } from '../__testUtils__/aComponent';
import { InMemorySinks } from '../__testUtils__/InMemorySinks';
import { componentOf } from '../names/componentOf';
import { Names } from '../names/Names';
import { EventService } from './EventService';

const named = (...names: string[]) =>
  Names.create(
    names.map(name => componentOf(aComponent(name))),
    ['prod'],
    { environments: [], aliases: new Map(), workflows: [] },
  );

function aService(current: Names, fresher: Names) {
  const read = jest.fn(async () => fresher);
  const service = EventService.create({
    changes: new InMemorySinks(),
    names: { current: async () => current, fresher: read },
    origin: 'live',
  });
  return { service, read };
}

describe('EventService', () => {
  it('should look anew for a service that is not known yet', async () => {
    const { service, read } = aService(named(), named('order-service'));
    expect(await service.take(aCdEvent())).toMatchObject({ duplicate: false });
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('should say that there is none where there still is none', async () => {
    const { service } = aService(named(), named());
    await expect(service.take(aCdEvent())).rejects.toThrow(
      'There is no component order-service.',
    );
  });

  it('should not look anew for what is known', async () => {
    const { service, read } = aService(named('order-service'), named());
    await service.take(aCdEvent());
    expect(read).not.toHaveBeenCalled();
  });
});
