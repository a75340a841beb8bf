import { CostMapper, HOURS_PER_MONTH, fixed } from '../CostComponent';

/** A public IPv4 address, billed whether it is in use or not. */
export const eip: CostMapper = () => [
  fixed('Public IPv4 address', HOURS_PER_MONTH, 'hour', {
    service: 'public-ipv4',
    attributes: { component: 'address' },
  }),
];
