import { CostMapper, usage } from '../CostComponent';

/** An HTTP API: each request. */
export const apigatewayv2Api: CostMapper = () => [
  usage('Requests', '1M requests', 'Depends on traffic', {
    service: 'api-gateway',
    attributes: { component: 'http-requests' },
  }),
];
