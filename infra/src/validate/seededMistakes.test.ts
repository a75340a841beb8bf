import { aSpec } from '../__testUtils__/aSpec';
import { BUILD_MS, builtSchema } from '../__testUtils__/builtWorker';
import {
  SeededMistake,
  seeded,
  seededMistakes,
} from '../__testUtils__/seededMistakes';
import { synthesized } from '../__testUtils__/synthesized';
import { ConfigurationProblem } from './ConfigurationProblem';
import { ProviderSchema } from './schema/ProviderSchema';
import { validateDocument } from './validateDocument';

const ofStructure = seededMistakes.filter(({ of }) => of === 'structure');
const ofValues = seededMistakes.filter(({ of }) => of === 'values');

const ACL = ['aws_wafv2_web_acl', 'edge_firewall_web-acl'];
const CLUSTER = ['aws_eks_cluster', 'cluster_cluster'];
const DATABASE = ['aws_db_instance', 'database_instance'];
const RULE = [...ACL, 'rule', 0, 'statement'];

describe('seeded mistakes', () => {
  let schema: ProviderSchema;
  const document = synthesized(aSpec());

  beforeAll(async () => {
    schema = await builtSchema();
  }, BUILD_MS);

  function problemsOf({ seed }: Pick<SeededMistake, 'seed'>) {
    return validateDocument(seed(document), schema);
  }

  const placeOf = ({ address, path }: ConfigurationProblem) =>
    path ? `${address} ${path}` : address;

  it('should be twelve of names and types and nine of values', () => {
    expect([ofStructure.length, ofValues.length]).toEqual([12, 9]);
  });

  it.each(ofStructure)('should find: $mistake', mistake => {
    const problems = problemsOf(mistake);
    expect(problems.map(placeOf)).toContain(mistake.place);
    // One mistake is told once: nothing is accused that is fine.
    expect(problems.length).toBe(1);
  });

  it.each(ofValues)('should leave to the policies: $mistake', mistake => {
    expect(problemsOf(mistake)).toEqual([]);
  });

  it.each([
    ['multi_azz', { suggestion: 'multi_az' }, [...DATABASE, 'multi_azz'], true],
    ['multiAz', { suggestion: 'multi_az' }, [...DATABASE, 'multiAz'], true],
    [
      'a second block where one may be',
      { kind: 'too-many-blocks', path: 'vpc_config' },
      [...CLUSTER, 'vpc_config'],
      [{ subnet_ids: [] }, { subnet_ids: [] }],
    ],
    [
      'no block where one must be',
      { kind: 'missing-block', path: 'default_action' },
      [...ACL, 'default_action'],
      undefined,
    ],
    [
      'a text where a block must be',
      { kind: 'wrong-type', path: 'vpc_config' },
      [...CLUSTER, 'vpc_config'],
      'vpc',
    ],
    [
      'a list where a text must be',
      { kind: 'wrong-type', path: 'identifier' },
      [...DATABASE, 'identifier'],
      ['a'],
    ],
    [
      'a list by reference where a text must be',
      { kind: 'wrong-type', path: 'kms_key_id' },
      [...DATABASE, 'kms_key_id'],
      '${aws_eks_cluster.cluster_cluster.vpc_config}',
    ],
    [
      'an object in a list of texts',
      { kind: 'wrong-type', path: 'vpc_security_group_ids[0]' },
      [...DATABASE, 'vpc_security_group_ids'],
      [{ id: 'sg-1' }],
    ],
    [
      'a number where true or false must be',
      { kind: 'wrong-type', path: 'multi_az' },
      [...DATABASE, 'multi_az'],
      1,
    ],
    [
      'an attribute of an attribute that is a text',
      { kind: 'unknown-attribute', path: 'kms_key_id' },
      [...DATABASE, 'kms_key_id'],
      '${aws_kms_key.security_key.arn.value}',
    ],
    [
      'an index into a text',
      { kind: 'unknown-attribute', path: 'kms_key_id' },
      [...DATABASE, 'kms_key_id'],
      '${aws_kms_key.security_key.arn[0]}',
    ],
    [
      'a block of several without an index',
      { kind: 'unknown-attribute', path: 'kms_key_id' },
      [...DATABASE, 'kms_key_id'],
      '${aws_eks_cluster.cluster_cluster.vpc_config.vpc_id}',
    ],
    [
      'a typo behind an index',
      { kind: 'unknown-attribute', suggestion: 'vpc_id' },
      [...DATABASE, 'kms_key_id'],
      '${aws_eks_cluster.cluster_cluster.vpc_config[0].vpcid}',
    ],
    [
      'a data source that nobody asked',
      { kind: 'unknown-reference', path: 'identifier' },
      [...DATABASE, 'identifier'],
      'a-${data.aws_region.here.name}',
    ],
    [
      'a variable that nobody declared',
      {
        kind: 'unknown-reference',
        path: 'identifier',
        suggestion: 'var.edge_certificate_arn',
      },
      [...DATABASE, 'identifier'],
      '${var.edge_certificate_arm}',
    ],
    [
      'an unknown function',
      { kind: 'unknown-function', suggestion: 'lower' },
      [...DATABASE, 'identifier'],
      '${lowwer("A")}',
    ],
    [
      'a dependency on what is not there',
      { kind: 'unknown-dependency', path: 'depends_on' },
      [...DATABASE, 'depends_on'],
      ['aws_vpc.nowhere'],
    ],
    [
      'a configuration of the provider that nobody wrote',
      { kind: 'unknown-provider', path: 'provider' },
      [...DATABASE, 'provider'],
      'aws.us_east_1',
    ],
    [
      'a change to leave alone that there is none of',
      {
        kind: 'unknown-argument',
        path: 'lifecycle.ignore_changes',
        suggestion: 'scaling_config',
      },
      ['aws_eks_node_group', 'cluster_nodes_general', 'lifecycle'],
      { ignore_changes: ['scaling_confg[0].desired_size'] },
    ],
    [
      'a trigger that is not there',
      { kind: 'unknown-reference', path: 'lifecycle.replace_triggered_by' },
      [...DATABASE, 'lifecycle'],
      { replace_triggered_by: ['aws_kms_key.nowhere.arn'] },
    ],
    [
      'a statement that there is none of',
      {
        kind: 'unknown-argument',
        path: 'rule[0].statement.geo_match_statment',
        suggestion: 'geo_match_statement',
      },
      [...RULE, 'geo_match_statment'],
      { country_codes: ['US'] },
    ],
    [
      'a statement in a statement without what it needs',
      {
        kind: 'missing-argument',
        path: 'rule[0].statement.rate_based_statement.scope_down_statement.geo_match_statement.country_codes',
      },
      [...RULE, 'rate_based_statement', 'scope_down_statement'],
      { geo_match_statement: {} },
    ],
    [
      'a block that Terraform writes, with a typo inside',
      {
        kind: 'unknown-argument',
        path: 'dynamic.taint.content.efect',
      },
      ['aws_eks_node_group', 'cluster_nodes_general', 'dynamic'],
      {
        taint: {
          for_each: [],
          content: { key: 'a', effect: 'NO_SCHEDULE', efect: 'x' },
        },
      },
    ],
  ])('should tell of %s', (_, expected, path, value) => {
    const seed = () => seeded(document, path, value);
    expect(problemsOf({ seed })).toContainEqual(
      expect.objectContaining(expected),
    );
  });

  it.each([
    ['a number as a text', [...DATABASE, 'allocated_storage'], '20'],
    ['true as a text', [...DATABASE, 'multi_az'], 'true'],
    ['a number for a text', [...DATABASE, 'engine_version'], 17],
    ['nothing', [...DATABASE, 'multi_az'], null],
    [
      'an expression whose type is not known',
      [...DATABASE, 'allocated_storage'],
      '${max(20, 40)}',
    ],
    [
      'a part of each of several',
      [...DATABASE, 'vpc_security_group_ids'],
      '${aws_eks_cluster.cluster_cluster.vpc_config[*].vpc_id}',
    ],
    [
      'names that a loop brings',
      [...DATABASE, 'vpc_security_group_ids'],
      '${[for s in aws_vpc.network_vpc[*] : lower(s.id) if s.id != "x"]}',
    ],
    [
      'what follows a call',
      [...DATABASE, 'identifier'],
      '${tolist(aws_eks_cluster.cluster_cluster.vpc_config)[0].vpc_id}',
    ],
    [
      'a text that only looks like an expression',
      [...DATABASE, 'identifier'],
      '$${a.b.c}',
    ],
    [
      'a trigger that is there',
      [...DATABASE, 'lifecycle'],
      {
        ignore_changes: ['tags["a"]', 'storage_type'],
        replace_triggered_by: ['aws_kms_key.security_key.arn'],
      },
    ],
    [
      'one block in a list',
      [...CLUSTER, 'upgrade_policy'],
      [{ support_type: 'STANDARD' }],
    ],
    [
      'a statement that negates another one',
      RULE,
      {
        not_statement: {
          statement: [{ geo_match_statement: { country_codes: ['US'] } }],
        },
      },
    ],
  ])('should take %s', (_, path, value) => {
    const seed = () => seeded(document, path, value);
    expect(problemsOf({ seed })).toEqual([]);
  });
});
