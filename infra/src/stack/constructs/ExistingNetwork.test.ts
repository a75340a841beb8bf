import { isBlocking } from '@portico/plugin-environments-common';
import { aFullSpec, anExistingNetwork, aSpec } from '../../__testUtils__/aSpec';
import { BUILD_MS, builtSchema } from '../../__testUtils__/builtWorker';
import {
  only,
  resourcesOf,
  synthesized,
} from '../../__testUtils__/synthesized';
import { TODAY } from '../../__testUtils__/violations';
import { block } from '../../document/attributes';
import { checkPolicies } from '../../policies/checkPolicies';
import { estimateDocument } from '../../pricing/estimateDocument';
import { validateDocument } from '../../validate/validateDocument';

const spec = aSpec({ network: anExistingNetwork() });
const VPC = 'vpc-0a1b2c3d4e5f60718';

const ids = (tier: number) =>
  ['a', 'b', 'c'].map(zone => `subnet-000000${tier}${zone}`);

describe('ExistingNetwork', () => {
  it('should make nothing of a network', () => {
    const modules = resourcesOf(spec)
      .all()
      .map(({ module }) => module);
    expect(modules).not.toContain('network');
    expect(resourcesOf(spec).ofType('aws_vpc')).toEqual([]);
  });

  it('should place everything in the subnets of its tier, zone by zone', () => {
    const resources = resourcesOf(spec);
    const cluster = only(resources, 'aws_eks_cluster').attributes;
    expect(block(cluster, 'vpc_config').subnet_ids).toEqual(ids(2));
    expect(only(resources, 'aws_lb').attributes.subnets).toEqual(ids(1));
    for (const type of [
      'aws_db_subnet_group',
      'aws_elasticache_subnet_group',
    ]) {
      expect(only(resources, type).attributes.subnet_ids).toEqual(ids(3));
    }
    expect(
      resources
        .ofType('aws_security_group')
        .map(({ attributes }) => attributes.vpc_id),
    ).toEqual([VPC, VPC, VPC]);
    expect(synthesized(spec).output).toMatchObject({
      network_id: { value: VPC },
    });
  });

  it('should price no part of it', () => {
    const { lines } = estimateDocument(synthesized(spec), {
      region: 'us-west-2',
      now: TODAY,
    });
    expect(lines.filter(({ module }) => module === 'network')).toEqual([]);
    expect(lines.length).toBeGreaterThan(5);
  });

  it('should keep nobody from using it, and say what is not known', () => {
    const findings = checkPolicies(synthesized(spec), { spec, now: TODAY });
    expect(findings.filter(isBlocking)).toEqual([]);
    expect(findings.map(({ ruleId }) => ruleId)).toEqual([
      // The environment of this test has no budget, and no end.
      'budget-set',
      'network-not-managed',
      'environment-expires',
    ]);
  });

  it(
    'should hold nothing that the provider does not know, with all that a spec can ask for',
    async () => {
      const full = synthesized(
        aFullSpec({
          network: { ...anExistingNetwork(), interfaceEndpoints: ['sts'] },
        }),
      );
      expect(validateDocument(full, await builtSchema())).toEqual([]);
    },
    BUILD_MS,
  );
});
