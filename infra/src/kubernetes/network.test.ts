import { subnetPlan, zoneNames } from '@portico/plugin-environments-common';
import {
  ENVIRONMENTS,
  environmentFile,
} from '../__testUtils__/environmentFile';
import { setAt } from '../__testUtils__/kustomize/fieldPath';
import { Party, mayReach } from '../__testUtils__/shop/reach';
import {
  Shop,
  aShop,
  fieldsAt,
  named,
  ofKind,
  textOf,
  variablesOf,
} from '../__testUtils__/shop/Shop';

const PORTS = [22, 53, 80, 443, 465, 5432, 6379, 8080, 9464, 9090, 10250];

/** Where the parts of an environment are, by its own spec. */
function addressesOf(environment: string) {
  const { spec } = environmentFile(environment);
  const { region, availabilityZones, network, edge } = spec;
  const plan = subnetPlan(
    network.cidr ?? '',
    zoneNames(region, availabilityZones),
  );
  const first = (tier: string) =>
    plan
      .filter(subnet => subnet.tier === tier)
      .map(({ cidr }) => cidr.replace(/0\/\d+$/, '20'));
  return {
    // Behind CloudFront the load balancer is in the private subnets.
    loadBalancer: first(edge?.cloudFront ? 'private' : 'public'),
    elsewhere: first(edge?.cloudFront ? 'public' : 'private'),
    stores: first('database'),
  };
}

function outside(name: string, addresses: readonly string[]): Party[] {
  return addresses.map(address => ({ name, address }));
}

function partiesOf(shop: Shop): Party[] {
  const { loadBalancer, elsewhere, stores } = addressesOf(shop.environment);
  return [
    ...ofKind(shop, 'Deployment').map(({ metadata, ...deployment }) => ({
      name: metadata.name,
      namespace: 'shop',
      labels: fieldsAt(deployment, 'spec.template.metadata.labels'),
    })),
    { name: 'stray', namespace: 'shop', labels: { app: 'stray' } },
    {
      name: 'prometheus',
      namespace: 'monitoring',
      labels: { 'app.kubernetes.io/name': 'prometheus' },
    },
    {
      name: 'grafana',
      namespace: 'monitoring',
      labels: { 'app.kubernetes.io/name': 'grafana' },
    },
    {
      name: 'names',
      namespace: 'kube-system',
      labels: { 'k8s-app': 'kube-dns' },
    },
    {
      // One that looks like a service, in a namespace of somebody else.
      name: 'impostor',
      namespace: 'default',
      labels: {
        'app.kubernetes.io/name': 'order-service',
        'app.kubernetes.io/part-of': 'shop',
      },
    },
    ...outside('load balancer', loadBalancer),
    ...outside('elsewhere', elsewhere),
    ...outside('stores', stores),
    ...outside('internet', ['93.184.215.14', '8.8.8.8']),
    ...outside('metadata', ['169.254.169.254', '169.254.170.23']),
  ];
}

/** Who may reach whom on which port, as policies have it; only what begins or ends in the shop. */
function reached(shop: Shop): string[] {
  const parties = partiesOf(shop);
  const inShop = (party: Party) => party.namespace === 'shop';
  const edges = parties.flatMap(from =>
    parties
      .filter(to => to !== from && (inShop(from) || inShop(to)))
      .flatMap(to =>
        PORTS.filter(port => mayReach(shop, from, to, port)).map(
          port => `${from.name} -> ${to.name}:${port}`,
        ),
      ),
  );
  return [...new Set(edges)].sort();
}

/** Who needs whom, by the addresses that the services are given. */
function needed(shop: Shop): string[] {
  const edges = ofKind(shop, 'Deployment').flatMap(deployment => {
    const { name } = deployment.metadata;
    const variables = variablesOf(shop, deployment);
    const has = (setting: string) =>
      variables.has(setting) || variables.has(`${setting}_FILE`);
    const product = textOf(variables, 'PRODUCT_URL');
    return [
      `load balancer -> ${name}:8080`,
      `prometheus -> ${name}:9464`,
      `${name} -> names:53`,
      has('DATABASE_URL') && `${name} -> stores:5432`,
      has('REDIS_URL') && `${name} -> stores:6379`,
      has('TOPIC_ARN') && `${name} -> internet:443`,
      has('SMTP_URL') && `${name} -> internet:465`,
      product && `${name} -> ${new URL(product).hostname}:8080`,
    ].filter(edge => typeof edge === 'string');
  });
  return edges.sort();
}

describe.each(ENVIRONMENTS)('the network of %s', environment => {
  it('should let through what services need, and nothing else', () => {
    const shop = aShop(environment);
    expect(needed(shop)).toContain('order-service -> product-service:8080');
    expect(reached(shop)).toEqual(needed(shop));
  });

  it('should tell of each policy that is taken away', () => {
    const { manifests } = aShop(environment);
    const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy');
    expect(policies.length).toBeGreaterThan(8);
    for (const { metadata } of policies) {
      const shop = aShop(environment);
      shop.manifests = shop.manifests.filter(
        manifest =>
          manifest.kind !== 'NetworkPolicy' ||
          manifest.metadata.name !== metadata.name,
      );
      expect([metadata.name, reached(shop)]).not.toEqual([
        metadata.name,
        needed(shop),
      ]);
    }
  });

  it('should tell where a policy lets more through', () => {
    const shop = aShop(environment);
    const aws = named(shop, 'NetworkPolicy', 'aws');
    if (!aws) throw new Error('There is no policy');
    setAt(aws, 'spec.egress', [
      {
        to: [{ ipBlock: { cidr: '0.0.0.0/0' } }],
        ports: [{ protocol: 'TCP', port: 443 }],
      },
    ]);
    expect(reached(shop)).toContain('order-service -> metadata:443');
  });
});

describe('the network of local', () => {
  it('should let every service reach its far ends', () => {
    const shop = aShop('local');
    const machine = { name: 'machine', address: '192.168.65.254' };
    for (const deployment of ofKind(shop, 'Deployment')) {
      const from = {
        name: deployment.metadata.name,
        namespace: 'shop',
        labels: fieldsAt(deployment, 'spec.template.metadata.labels'),
      };
      const urls = [...variablesOf(shop, deployment).values()].flatMap(value =>
        'text' in value && value.text.includes('://far-ends')
          ? [value.text]
          : [],
      );
      const more = [...variablesOf(shop, deployment).values()].flatMap(value =>
        'text' in value && value.text.includes('@far-ends') ? [value.text] : [],
      );
      expect(more.length).toBe(1);
      for (const url of [...urls, ...more]) {
        const port = Number(new URL(url).port);
        expect([url, mayReach(shop, from, machine, port)]).toEqual([url, true]);
      }
      expect(mayReach(shop, from, machine, 22)).toBe(false);
    }
  });
});
