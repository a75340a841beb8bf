import { flag, isExpression, text, texts } from '../../document/attributes';
import { ResourceIndex } from '../../document/ResourceIndex';
import { databasesOf } from '../databases';
import { PolicyRule, Violation } from '../PolicyRule';

/** Sizes above xlarge: 2xlarge and so on, and whole machines. */
const LARGE = /\.(\d+xlarge|metal(-\w+)?)$/;

function manyGateways(resources: ResourceIndex): Violation[] {
  const [first, ...more] = resources.ofType('aws_nat_gateway');
  return more.length === 0
    ? []
    : [
        {
          resource: first.address,
          detail: `There are ${
            more.length + 1
          } NAT gateways; one is enough to try things out.`,
          path: 'spec.network.natGateways',
        },
      ];
}

function twoZones(resources: ResourceIndex): Violation[] {
  return databasesOf(resources)
    .filter(({ attributes }) => flag(attributes, 'multi_az'))
    .map(({ address }) => ({
      resource: address,
      detail: 'It runs in two zones, which costs twice as much.',
      path: 'spec.database.multiAz',
    }));
}

/** The arguments that name a size, by type, and the fields that they come from. */
const SIZES = [
  ['aws_eks_node_group', 'instance_types', 'spec.cluster.nodeGroups'],
  ['aws_db_instance', 'instance_class', 'spec.database.instanceClass'],
  ['aws_elasticache_replication_group', 'node_type', 'spec.cache.nodeType'],
] as const;

function largeInstances(resources: ResourceIndex): Violation[] {
  return SIZES.flatMap(([type, argument, path]) =>
    resources.ofType(type).flatMap(({ address, attributes }) =>
      [...texts(attributes, argument), text(attributes, argument) ?? '']
        .filter(size => LARGE.test(size) && !isExpression(size))
        .map(size => ({
          resource: address,
          detail: `${size} is larger than xlarge.`,
          path,
        })),
    ),
  );
}

/** What is not production is not built as if it were. */
export const sizedForClass: PolicyRule = {
  id: 'sized-for-class',
  severity: 'warning',
  title: 'An environment should be as large as its class needs',
  why: 'What only production needs is paid for by the hour, whether anybody tries something out or not.',
  fix: 'Use the sizes that the class starts with, or say in a waiver what they are needed for.',
  classes: ['dev', 'staging'],
  check: ({ resources, environmentClass }) => [
    ...manyGateways(resources),
    ...twoZones(resources),
    ...(environmentClass === 'dev' ? largeInstances(resources) : []),
  ],
};
