import { flag } from '../../document/attributes';
import { CostMapper, fixed, usage } from '../CostComponent';

/** A key and the requests that use it. */
export const kmsKey: CostMapper = ({ attributes }) => [
  fixed(
    'Key',
    1,
    'key-month',
    { service: 'kms', attributes: { component: 'key' } },
    flag(attributes, 'enable_key_rotation')
      ? 'The first two yearly rotations add the same price again, each'
      : undefined,
  ),
  usage('Requests', '10k requests', 'Depends on how often data is opened', {
    service: 'kms',
    attributes: { component: 'requests' },
  }),
];
