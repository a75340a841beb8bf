import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnvironmentSpec } from '@portico/plugin-environments-common';
import { aFullSpec, aProdSpec, aSpec } from '../__testUtils__/aSpec';
import { resourcesOf, synthesized } from '../__testUtils__/synthesized';
import { synthesize } from './synthesize';

describe('EnvironmentStack', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'portico-test-'));

  afterAll(() => rmSync(temporary, { recursive: true }));

  it('should name the provider by its full address, in a range', () => {
    expect(synthesized(aSpec()).terraform).toMatchObject({
      required_providers: {
        aws: {
          source: 'registry.terraform.io/hashicorp/aws',
          version: '~> 6.25',
        },
      },
      required_version: '>= 1.10',
    });
  });

  it('should tag everything, and let no tag of the spec stand in for one of the platform', () => {
    expect(synthesized(aSpec({ tags: { team: 'checkout' } })).provider).toEqual(
      {
        aws: [
          {
            region: 'us-west-2',
            default_tags: [
              {
                tags: {
                  team: 'checkout',
                  environment: 'dev',
                  class: 'dev',
                  owner: 'group:default/platform',
                  'managed-by': 'portico',
                },
              },
            ],
          },
        ],
      },
    );
  });

  it('should give the same text every time', () => {
    const first = synthesize(aSpec(), tmpdir());
    synthesize(aProdSpec(), tmpdir());
    expect(synthesize(aSpec(), tmpdir())).toBe(first);
  });

  it('should leave neither files behind nor paths of this machine in the document', () => {
    const text = synthesize(aSpec(), temporary);
    expect(readdirSync(temporary)).toEqual([]);
    expect(text).not.toContain(temporary);
    expect(text).not.toContain(process.cwd());
    expect(Object.keys(JSON.parse(text).terraform.backend)).toEqual(['s3']);
  });

  it('should put every resource into a module that people know', () => {
    const modules = new Set(
      resourcesOf(aFullSpec())
        .all()
        .map(({ module }) => module),
    );
    expect([...modules].sort()).toEqual([
      'cache',
      'cluster',
      'database',
      'edge',
      'events',
      'governance',
      'network',
      'observability',
      'registry',
      'security',
      'storage',
    ]);
  });

  it('should give addresses without a hash, each once', () => {
    const addresses = resourcesOf(aFullSpec())
      .all()
      .map(({ address }) => address);
    expect(addresses).toContain('aws_vpc.network_vpc');
    expect(addresses).toContain('aws_db_instance.database_instance');
    expect(addresses.filter(a => /_[0-9A-F]{8}$/.test(a))).toEqual([]);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it('should point only at what it holds', () => {
    const document = synthesized(aFullSpec());
    const known = new Set([
      ...resourcesOf(aFullSpec())
        .all()
        .map(({ address }) => address),
      'data.aws_caller_identity.security_account',
      'data.aws_ec2_managed_prefix_list.edge_cloudfront',
      'local.cluster_workloads_issuer_host',
      'data.aws_secretsmanager_random_password.cache_token_generated',
      'var.edge_viewer_certificate_arn',
      'var.edge_domain_name',
      'var.edge_certificate_arn',
    ]);
    const references = [
      ...JSON.stringify(document).matchAll(
        /\$\{((?:data\.)?[a-z_0-9]+\.[\w-]+)/g,
      ),
    ].map(([, address]) => address);
    expect(references.length).toBeGreaterThan(50);
    expect(references.filter(address => !known.has(address))).toEqual([]);
  });

  it('should build nothing but a network and a key where the spec asks for nothing else', () => {
    const parsed = parseEnvironmentSpec({
      apiVersion: 'portico.dev/v1',
      kind: 'Environment',
      metadata: { name: 'bare', owner: 'group:default/platform' },
      spec: {
        class: 'dev',
        region: 'eu-west-1',
        network: { cidr: '10.4.0.0/20', natGateways: 'none' },
      },
    });
    if (!parsed.valid) throw new Error(JSON.stringify(parsed.issues));
    const resources = resourcesOf(parsed.spec);
    const modules = resources.all().map(({ module }) => module);
    expect([...new Set(modules)].sort()).toEqual(['network', 'security']);
  });
});
