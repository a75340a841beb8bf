import { aCell } from './__testUtils__/aCell';
import { chooseEnvironment } from './chooseEnvironment';

const row = (...cells: ReturnType<typeof aCell>[]) => ({
  entityRef: 'component:default/order-service',
  cells,
});

describe('chooseEnvironment', () => {
  it('should take the last that is real, and a sample where nothing else is', () => {
    const local = aCell({ environment: 'local', origin: 'emulated' });
    const staging = aCell({ environment: 'staging' });
    const prod = aCell({ environment: 'prod', origin: 'sample' });
    expect([
      chooseEnvironment(row(staging, aCell()), null),
      chooseEnvironment(row(local, prod), null),
      chooseEnvironment(row(prod), null),
      chooseEnvironment(row(), null),
      chooseEnvironment(null, null),
    ]).toEqual(['prod', 'local', 'prod', null, null]);
  });

  it('should take the one of the address, also where nothing is known of it', () => {
    expect([
      chooseEnvironment(row(aCell()), 'staging'),
      chooseEnvironment(null, 'staging'),
      chooseEnvironment(row(aCell()), ''),
    ]).toEqual(['staging', 'staging', 'prod']);
  });
});
