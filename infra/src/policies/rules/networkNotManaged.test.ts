import { anExistingNetwork, aSpec } from '../../__testUtils__/aSpec';
import { violationsOf } from '../../__testUtils__/violations';
import { networkNotManaged } from './networkNotManaged';

describe('networkNotManaged', () => {
  it('should say nothing of a network that is made here', () => {
    expect(violationsOf(networkNotManaged, aSpec())).toEqual([]);
  });

  it('should name the network that is not', () => {
    const network = anExistingNetwork();
    expect(violationsOf(networkNotManaged, aSpec({ network }))).toEqual([
      { resource: 'vpc-0a1b2c3d4e5f60718', path: 'spec.network.existing' },
    ]);
  });
});
