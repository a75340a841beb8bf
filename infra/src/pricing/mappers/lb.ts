import { flag, text, texts } from '../../document/attributes';
import {
  CostMapper,
  HOURS_PER_MONTH,
  fixed,
  unpriced,
  usage,
} from '../CostComponent';

/** An application load balancer; one public address a subnet where it faces the internet. */
export const lb: CostMapper = ({ attributes }) => {
  const type = text(attributes, 'load_balancer_type') ?? 'application';
  if (type !== 'application') {
    return [
      unpriced(
        `Load balancer, ${type}`,
        'hour',
        'No price is known',
        HOURS_PER_MONTH,
      ),
    ];
  }
  const subnets = texts(attributes, 'subnets').length;
  const addresses = flag(attributes, 'internal') ? 0 : subnets;
  return [
    fixed('Application load balancer', HOURS_PER_MONTH, 'hour', {
      service: 'load-balancer',
      attributes: { component: 'application' },
    }),
    ...(addresses > 0
      ? [
          fixed(
            'Public IPv4 addresses',
            addresses * HOURS_PER_MONTH,
            'hour',
            {
              service: 'public-ipv4',
              attributes: { component: 'address' },
            },
            `${addresses}, one a public subnet`,
          ),
        ]
      : []),
    usage('Capacity units', 'LCU-hour', 'Depends on connections and traffic', {
      service: 'load-balancer',
      attributes: { component: 'application-lcu' },
    }),
    usage('Data out to the internet', 'GB', 'Depends on traffic', {
      service: 'data-transfer',
      attributes: { component: 'internet-out' },
    }),
  ];
};
