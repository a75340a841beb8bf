import { CostMapper, usage } from '../CostComponent';

/** A trail of what is done with resources; the first of an account costs nothing. */
export const cloudtrail: CostMapper = () => [
  usage(
    'Management events',
    '100k events',
    'The first trail of an account is free; this is the price of another',
    { service: 'cloudtrail', attributes: { component: 'management-copy' } },
  ),
];
