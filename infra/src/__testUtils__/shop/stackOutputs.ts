import { EnvironmentSpec } from '@portico/plugin-environments-common';
import { ResourceIndex } from '../../document/ResourceIndex';
import {
  Attributes,
  TerraformDocument,
} from '../../document/TerraformDocument';
import { isRecord } from '../../document/attributes';
import { StackOutputs } from '../../kubernetes/fillOutputs';
import { environmentFile } from '../environmentFile';
import { synthesized } from '../synthesized';

const ACCOUNT = '123456789012';
const REGION = 'us-west-2';

/** What AWS makes of a resource, where a manifest has to hold the like of it; by type and attribute. */
const KNOWN: Readonly<Record<string, (attributes: Attributes) => string>> = {
  'aws_vpc.id': () => 'vpc-0a1b2c3d4e5f60718',
  'aws_eks_cluster.name': ({ name }) => `${name}`,
  'aws_db_instance.address': ({ identifier }) =>
    `${identifier}.abc.${REGION}.rds.amazonaws.com`,
  'aws_elasticache_replication_group.primary_endpoint_address': a =>
    `master.${a.replication_group_id}.abc.usw2.cache.amazonaws.com`,
  'aws_sns_topic.arn': ({ name }) => `arn:aws:sns:${REGION}:${ACCOUNT}:${name}`,
  'aws_sqs_queue.url': ({ name }) =>
    `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`,
  'aws_ecr_repository.repository_url': ({ name }) =>
    `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/${name}`,
  'aws_lb_target_group.arn': ({ name }) =>
    `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:targetgroup/${name}/0a1b2c3d4e5f6071`,
  'aws_iam_role.arn': ({ name }) => `arn:aws:iam::${ACCOUNT}:role/${name}`,
};

/** What stands where an expression does, once its resource is there; anything plain where nobody looks at it. */
function valueOf(expression: unknown, resources: ResourceIndex): string {
  const [, type, name, attribute] =
    /^\$\{(\w+)\.([\w-]+)\.(.+)\}$/.exec(String(expression)) ?? [];
  const resource = resources.get(`${type}.${name}`);
  if (!resource) throw new Error(`${expression} leads to no resource`);
  const known = KNOWN[`${type}.${attribute}`];
  return known ? known(resource.attributes) : `${type}/${name}`;
}

/** What `terraform output -json` prints of a stack once it is applied: its own outputs by their own names. */
export function outputsOf(document: TerraformDocument): StackOutputs {
  const resources = ResourceIndex.of(document);
  const outputs = isRecord(document.output) ? document.output : {};
  return Object.fromEntries(
    Object.entries(outputs).map(([name, output]) => {
      const value = isRecord(output) ? output.value : undefined;
      const filled = isRecord(value)
        ? Object.fromEntries(
            Object.entries(value).map(([key, one]) => [
              key,
              valueOf(one, resources),
            ]),
          )
        : valueOf(value, resources);
      return [name, { value: filled }];
    }),
  );
}

const known = new Map<string, StackOutputs>();

/** The outputs of an environment of `infra/environments`, as its stack has them. */
export function stackOutputs(environment = 'dev'): StackOutputs {
  const outputs =
    known.get(environment) ??
    outputsOf(synthesized(environmentFile(environment)));
  known.set(environment, outputs);
  return outputs;
}

/** The outputs that it would have with another part of its spec. */
export function stackOutputsWith(
  environment: string,
  sections: Partial<EnvironmentSpec['spec']>,
): StackOutputs {
  const { spec, ...rest } = environmentFile(environment);
  return outputsOf(synthesized({ ...rest, spec: { ...spec, ...sections } }));
}
