import { blocks } from '../../document/attributes';
import { CostMapper, fixed, unpriced } from '../CostComponent';

/** One alarm on one metric; what reckons with several is billed for each of them. */
export const cloudwatchMetricAlarm: CostMapper = ({ attributes }) =>
  blocks(attributes, 'metric_query').length > 0
    ? [
        unpriced(
          'Alarm',
          'alarm-month',
          'Only an alarm on one metric has a price here',
        ),
      ]
    : [
        fixed('Alarm', 1, 'alarm-month', {
          service: 'cloudwatch',
          attributes: { component: 'standard-alarm' },
        }),
      ];
