import { Attributes, TerraformDocument } from '../document/TerraformDocument';
import { isRecord } from '../document/attributes';

/** One mistake that somebody could make in a configuration. */
export interface SeededMistake {
  readonly mistake: string;
  /** Whether names and types give it away, or only a value that AWS would refuse. */
  readonly of: 'structure' | 'values';
  /** What the message must name. */
  readonly place: string;
  readonly seed: (document: TerraformDocument) => TerraformDocument;
}

type Key = string | number;

function replaced(
  value: unknown,
  [key, ...rest]: Key[],
  next: unknown,
): unknown {
  if (key === undefined) return next;
  if (Array.isArray(value)) {
    const index = Number(key);
    return value.map((item: unknown, i) =>
      i === index ? replaced(item, rest, next) : item,
    );
  }
  const record = isRecord(value) ? value : {};
  return { ...record, [key]: replaced(record[key], rest, next) };
}

/** A document with another value at a place; undefined takes it out. */
export function seeded(
  document: TerraformDocument,
  path: readonly Key[],
  value: unknown,
): TerraformDocument {
  const resource = replaced(document.resource, [...path], value);
  // Through text, so that what is undefined is gone as it would be in a file.
  return JSON.parse(JSON.stringify({ ...document, resource }));
}

function set(...path: Key[]) {
  return {
    to: (value: unknown) => (document: TerraformDocument) =>
      seeded(document, path, value),
  };
}

const DATABASE = ['aws_db_instance', 'database_instance'];
const ACL = ['aws_wafv2_web_acl', 'edge_firewall_web-acl'];
const NODES = ['aws_eks_node_group', 'cluster_nodes_general'];
const CLUSTER = ['aws_eks_cluster', 'cluster_cluster'];
const VPC = ['aws_vpc', 'network_vpc'];
const SUBNET = ['aws_subnet', 'network_subnets_private-us-west-2a'];
const LOGS = ['aws_cloudwatch_log_group', 'cluster_log-group'];

const OPEN: Attributes = {
  security_group_id: '${aws_security_group.database_access_group.id}',
  cidr_ipv4: '0.0.0.0/0',
  ip_protocol: 'tcp',
  from_port: 5432,
  to_port: 5432,
};

/** Mistakes in the configuration of the sample development environment; `of` tells whose business they are. */
export const seededMistakes: readonly SeededMistake[] = [
  {
    mistake: 'unknown attribute',
    of: 'structure',
    place: 'aws_db_instance.database_instance multi_azz',
    seed: set(...DATABASE, 'multi_azz').to(true),
  },
  {
    mistake: 'missing required argument',
    of: 'structure',
    place: 'aws_db_instance.database_instance instance_class',
    seed: set(...DATABASE, 'instance_class').to(undefined),
  },
  {
    mistake: 'missing required argument of a nested block',
    of: 'structure',
    place: 'aws_eks_cluster.cluster_cluster vpc_config.subnet_ids',
    seed: set(...CLUSTER, 'vpc_config', 'subnet_ids').to(undefined),
  },
  {
    mistake: 'a text for a number',
    of: 'structure',
    place: 'aws_db_instance.database_instance allocated_storage',
    seed: set(...DATABASE, 'allocated_storage').to('plenty'),
  },
  {
    mistake: 'a text for a list',
    of: 'structure',
    place: 'aws_eks_node_group.cluster_nodes_general instance_types',
    seed: set(...NODES, 'instance_types').to('t3.medium'),
  },
  {
    mistake: 'dangling reference',
    of: 'structure',
    place: 'aws_db_instance.database_instance kms_key_id',
    seed: set(...DATABASE, 'kms_key_id').to('${aws_kms_key.security_kee.arn}'),
  },
  {
    mistake: 'reference to an attribute that does not exist',
    of: 'structure',
    place: 'aws_subnet.network_subnets_private-us-west-2a vpc_id',
    seed: set(...SUBNET, 'vpc_id').to('${aws_vpc.network_vpc.vpc_id}'),
  },
  {
    mistake: 'unknown resource type',
    of: 'structure',
    place: 'aws_db_instances.extra',
    seed: set('aws_db_instances', 'extra').to({}),
  },
  {
    mistake: 'typo in a nested block',
    of: 'structure',
    place: 'aws_eks_node_group.cluster_nodes_general scaling_config.max_sise',
    seed: set(...NODES, 'scaling_config', 'max_sise').to(5),
  },
  {
    mistake: 'typo inside a WAF statement',
    of: 'structure',
    place:
      'aws_wafv2_web_acl.edge_firewall_web-acl rule[0].statement.rate_based_statement.agregate_key_type',
    seed: set(
      ...ACL,
      'rule',
      0,
      'statement',
      'rate_based_statement',
      'agregate_key_type',
    ).to('IP'),
  },
  {
    mistake: 'computed-only attribute set',
    of: 'structure',
    place: 'aws_vpc.network_vpc owner_id',
    seed: set(...VPC, 'owner_id').to('123456789012'),
  },
  {
    mistake: 'cycle',
    of: 'structure',
    place: 'aws_kms_key.security_key',
    seed: set('aws_kms_key', 'security_key', 'description').to(
      '${aws_kms_alias.security_alias.arn}',
    ),
  },
  {
    mistake: 'taint that EKS does not know',
    of: 'values',
    place: 'aws_eks_node_group.cluster_nodes_general',
    seed: set(...NODES, 'taint').to([
      { key: 'spot', value: 'true', effect: 'NoSchedule' },
    ]),
  },
  {
    mistake: 'log retention that CloudWatch does not know',
    of: 'values',
    place: 'aws_cloudwatch_log_group.cluster_log-group',
    seed: set(...LOGS, 'retention_in_days').to(31),
  },
  {
    mistake: 'conflicting password arguments',
    of: 'values',
    place: 'aws_db_instance.database_instance',
    seed: set(...DATABASE, 'password').to('from-somewhere'),
  },
  {
    mistake: 'bad CIDR',
    of: 'values',
    place: 'aws_vpc.network_vpc',
    seed: set(...VPC, 'cidr_block').to('10.0.0.0/33'),
  },
  {
    mistake: 'overlapping CIDRs',
    of: 'values',
    place: 'aws_subnet.network_subnets_private-us-west-2a',
    seed: set(...SUBNET, 'cidr_block').to('10.0.2.0/24'),
  },
  {
    mistake: 'duplicate WAF priority',
    of: 'values',
    place: 'aws_wafv2_web_acl.edge_firewall_web-acl',
    seed: set(...ACL, 'rule', 1, 'priority').to(0),
  },
  {
    mistake: 'node group with more at least than at most',
    of: 'values',
    place: 'aws_eks_node_group.cluster_nodes_general',
    seed: set(...NODES, 'scaling_config', 'min_size').to(9),
  },
  {
    mistake: 'bucket without public access block',
    of: 'values',
    place: 'aws_s3_bucket.extra',
    seed: set('aws_s3_bucket', 'extra').to({ bucket: 'portico-extra' }),
  },
  {
    mistake: 'database open to the internet',
    of: 'values',
    place: 'aws_db_instance.database_instance',
    seed: set('aws_vpc_security_group_ingress_rule', 'open').to(OPEN),
  },
];
