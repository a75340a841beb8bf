import { CostMapper, HOURS_PER_MONTH, fixed, usage } from '../CostComponent';

/** A NAT gateway and what passes through it; its address is a resource of its own. */
export const natGateway: CostMapper = () => [
  fixed('NAT gateway', HOURS_PER_MONTH, 'hour', {
    service: 'nat-gateway',
    attributes: { component: 'hour' },
  }),
  usage('Data processed', 'GB', 'Depends on what the nodes send and fetch', {
    service: 'nat-gateway',
    attributes: { component: 'data' },
  }),
];
