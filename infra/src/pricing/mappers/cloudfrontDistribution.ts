import { CostMapper, usage } from '../CostComponent';

/** A distribution: what it sends to people in America and Europe, and each request. */
export const cloudfrontDistribution: CostMapper = () => [
  usage('Data out to the internet', 'GB', 'Depends on traffic', {
    service: 'cloudfront',
    attributes: { component: 'data-out' },
  }),
  usage('Requests', '10k requests', 'Depends on traffic', {
    service: 'cloudfront',
    attributes: { component: 'https-requests' },
  }),
];
