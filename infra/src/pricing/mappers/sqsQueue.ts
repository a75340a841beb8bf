import { CostMapper, usage } from '../CostComponent';

/** A queue: each request to it, an empty answer too. */
export const sqsQueue: CostMapper = () => [
  usage('Requests', '1M requests', 'Depends on messages and on who waits', {
    service: 'sqs',
    attributes: { component: 'requests' },
  }),
];
