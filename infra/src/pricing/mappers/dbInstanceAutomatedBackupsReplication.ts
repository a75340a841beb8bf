import { number } from '../../document/attributes';
import { CostMapper, usage } from '../CostComponent';
import { TRANSFER_TO_SECOND_REGION } from './secondRegion';

/** Copies of backups: what they take up in the second region, and the way there. */
export const dbInstanceAutomatedBackupsReplication: CostMapper = ({
  attributes,
}) => {
  // The provider keeps them for a week where nobody says how long.
  const days = number(attributes, 'retention_period') ?? 7;
  return [
    usage(
      'Copied backups',
      'GB-month',
      `Kept for ${days} ${
        days === 1 ? 'day' : 'days'
      }; billed from the first gigabyte`,
      {
        service: 'rds',
        attributes: { component: 'backup', deployment: 'any' },
      },
    ),
    TRANSFER_TO_SECOND_REGION,
  ];
};
