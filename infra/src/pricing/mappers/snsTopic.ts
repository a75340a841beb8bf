import { CostMapper, usage } from '../CostComponent';

/** A topic: each message that is published; delivery to queues costs nothing. */
export const snsTopic: CostMapper = () => [
  usage('Messages', '1M requests', 'Depends on what is published', {
    service: 'sns',
    attributes: { component: 'requests' },
  }),
];
