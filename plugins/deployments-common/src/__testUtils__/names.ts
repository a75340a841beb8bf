import type { NameResolver } from '../events';

/** Names as a small shop has them. */
export const NAMES: NameResolver = {
  environmentOf: name =>
    ({ production: 'prod', prod: 'prod', staging: 'staging' }[name] ?? null),
  entityRefOf: service => {
    const name = service.replace(/^(service|component:default)\//, '');
    return name.endsWith('-service') ? `component:default/${name}` : null;
  },
  entityRefsOfRepository: repository =>
    ({
      'acme/order': ['component:default/order-service'],
      'acme/shop': [
        'component:default/order-service',
        'component:default/payment-service',
      ],
    }[repository] ?? []),
  environmentOfWorkflow: (_, workflow) =>
    workflow === 'deploy.yaml' ? 'prod' : null,
};
