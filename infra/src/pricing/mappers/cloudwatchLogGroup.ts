import { number } from '../../document/attributes';
import { CostMapper, usage } from '../CostComponent';

/** A log group: what is written into it and what is kept. */
export const cloudwatchLogGroup: CostMapper = ({ attributes }) => {
  const days = number(attributes, 'retention_in_days') ?? 0;
  const kept =
    days > 0
      ? `Kept for ${days} ${days === 1 ? 'day' : 'days'}`
      : 'Kept for ever';
  return [
    usage('Log ingestion', 'GB', 'Depends on what is logged', {
      service: 'cloudwatch-logs',
      attributes: { component: 'ingestion' },
    }),
    usage('Log storage', 'GB-month', kept, {
      service: 'cloudwatch-logs',
      attributes: { component: 'storage' },
    }),
  ];
};
