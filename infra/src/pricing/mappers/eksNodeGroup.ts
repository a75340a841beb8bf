import { block, number, text, texts } from '../../document/attributes';
import { TerraformResource } from '../../document/TerraformDocument';
import {
  CostComponent,
  CostContext,
  CostMapper,
  HOURS_PER_MONTH,
  cpuCredits,
  fixed,
  unpriced,
} from '../CostComponent';

/** What EKS gives a node whose group says nothing. */
const DEFAULT_DISK_GB = 20;

/** A managed group at its desired size: instances and their volumes. */
export const eksNodeGroup: CostMapper = (resource, context) => {
  const { attributes } = resource;
  const scaling = block(attributes, 'scaling_config');
  const count = number(scaling, 'desired_size');
  const [instanceType] = texts(attributes, 'instance_types');
  if (count === undefined || instanceType === undefined) {
    return [
      unpriced('Instances', 'hour', 'The size or number of nodes is not known'),
    ];
  }
  const limit = number(scaling, 'max_size') ?? count;
  const note =
    limit > count
      ? `At the desired ${count}; the autoscaler may go up to ${limit}`
      : undefined;
  const spot = text(attributes, 'capacity_type') === 'SPOT';
  return [
    spot
      ? unpriced(
          `Spot instances, ${instanceType}`,
          'hour',
          'Spot prices move; at most the on-demand price',
          count * HOURS_PER_MONTH,
        )
      : fixed(
          `Instances, ${instanceType}`,
          count * HOURS_PER_MONTH,
          'hour',
          {
            service: 'ec2',
            attributes: { instanceType, operatingSystem: 'linux' },
          },
          note,
        ),
    volumes(resource, count, context),
    ...cpuCredits(instanceType),
  ];
};

function volumes(
  { attributes }: TerraformResource,
  count: number,
  { resources }: CostContext,
): CostComponent {
  const template = resources.referenced(
    block(attributes, 'launch_template'),
    'id',
  );
  const ebs = block(
    block(template?.attributes ?? {}, 'block_device_mappings'),
    'ebs',
  );
  const size =
    number(ebs, 'volume_size') ??
    number(attributes, 'disk_size') ??
    DEFAULT_DISK_GB;
  const volumeType = text(ebs, 'volume_type') ?? 'gp2';
  return fixed(
    `Node volumes, ${volumeType}`,
    count * size,
    'GB-month',
    { service: 'ebs', attributes: { volumeType, component: 'storage' } },
    `${count} × ${size} GB`,
  );
}
