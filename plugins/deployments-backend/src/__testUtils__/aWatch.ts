import { mockServices } from '@backstage/backend-test-utils';
import { Names } from '../names/Names';
import { componentOf } from '../names/componentOf';
import { KubernetesClient } from '../sources/kubernetes/KubernetesClient';
import { KubernetesWatch } from '../sources/kubernetes/KubernetesWatch';
import {
  type ClusterConfig,
  UNCONFIGURED,
} from '../sources/kubernetes/readKubernetesConfig';
import { aComponent } from './aComponent';
import { FakeKubernetes, sample, together } from './FakeKubernetes';
import { InMemorySinks } from './InMemorySinks';

/** The components that the recorded objects belong to. */
export const RECORDED = [
  'billing-service',
  'catalog-service',
  'notification-service',
  'payment-service',
  'search-service',
];

/** The moment at which the recorded objects are judged. */
export const CAPTURED_AT = '2026-11-25T10:45:07.000Z';

/** Three components: two that do well, and one whose pods crash. */
export const SHOP = together(
  sample('healthy'),
  sample('crashloop-all'),
  sample('hpa-scaled'),
);

/** What is seen of them in prod. */
export const SHOP_SEEN = [
  'catalog-service prod healthy',
  'payment-service prod failing',
  'search-service prod healthy',
];

/** A watch over the clusters of a fake, with sinks in memory. */
export async function aWatch(
  options: {
    clusters?: Record<string, Partial<ClusterConfig>>;
    components?: Array<Parameters<typeof aComponent>>;
    timeoutMs?: number;
    maxBytes?: number;
    patienceMs?: number;
    sinks?: InMemorySinks;
  } = {},
) {
  const fake = await FakeKubernetes.start();
  const sinks = options.sinks ?? new InMemorySinks();
  const time = { now: new Date(CAPTURED_AT) };
  const components = options.components ?? RECORDED.map(name => [name]);
  const names = Names.create(
    components.map(one =>
      componentOf(aComponent(...(one as Parameters<typeof aComponent>))),
    ),
    ['prod', 'staging'],
    { environments: [], aliases: new Map(), workflows: [] },
  );
  const clusters = options.clusters ?? { east: { environment: 'prod' } };
  const known = { current: async () => names };
  const warn = jest.fn();
  const watch = KubernetesWatch.create({
    client: KubernetesClient.create({
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => fake.baseUrl,
      }),
      auth: mockServices.auth(),
      timeoutMs: options.timeoutMs,
      maxBytes: options.maxBytes,
    }),
    config: {
      clusters: new Map(
        Object.entries(clusters).map(([name, cluster]) => [
          name,
          { ...UNCONFIGURED, ...cluster },
        ]),
      ),
      patienceMs: options.patienceMs ?? 5_000,
    },
    names: known,
    changes: sinks,
    sightings: sinks,
    marks: sinks,
    logger: { warn, debug: jest.fn() },
    now: () => time.now,
  });
  /** What was seen, in short: `payment-service prod failing`. */
  const seen = (cluster: string) =>
    sinks.sightings
      .get(cluster)
      ?.map(
        ({ entityRef, environment, health }) =>
          `${entityRef.split('/')[1]} ${environment} ${health?.state}`,
      )
      .sort();
  return { fake, sinks, time, watch, known, warn, seen };
}

/** A watch as `aWatch` makes it. */
export type TestWatch = Awaited<ReturnType<typeof aWatch>>;
