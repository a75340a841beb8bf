import { deploymentIdOf, type Deployment } from '../Deployment';

/** A deployment that went well; its id follows its source. */
export function aDeployment(overrides: Partial<Deployment> = {}): Deployment {
  const source = overrides.source ?? {
    type: 'cdevents',
    id: 'pipeline/1',
    url: 'https://ci.example/runs/1',
  };
  return {
    id: deploymentIdOf(source),
    entityRef: 'component:default/order-service',
    environment: 'prod',
    version: '1.4.2',
    commit: '4f2c9d1e0b7a63528c1d9e4f0a7b6c5d4e3f2a1b',
    artifact: 'registry.example.com/shop/order-service:1.4.2',
    who: 'ada',
    startedAt: '2026-11-25T10:00:00Z',
    finishedAt: '2026-11-25T10:04:00Z',
    failedAt: null,
    status: 'succeeded',
    kind: 'deploy',
    alsoFrom: [],
    commits: null,
    origin: 'live',
    ...overrides,
    source,
  };
}
