import { text, texts } from '../../document/attributes';
import { CostMapper, HOURS_PER_MONTH, unpriced, usage } from '../CostComponent';

/** An endpoint by the hour in each of its zones; one that is only a route costs nothing. */
export const vpcEndpoint: CostMapper = ({ attributes }) => {
  const type = text(attributes, 'vpc_endpoint_type') ?? 'Gateway';
  if (type === 'Gateway') return [];
  const zones = texts(attributes, 'subnet_ids').length;
  return [
    unpriced(
      'Interface endpoint',
      'hour',
      'Billed for each zone; no dated list price is known for it',
      zones > 0 ? zones * HOURS_PER_MONTH : undefined,
    ),
    usage('Data processed', 'GB', 'Depends on what passes through it'),
  ];
};
