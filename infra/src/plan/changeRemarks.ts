import { AttributeDifference } from './attributeDifferences';

interface ChangeRemark {
  readonly type: string;
  readonly path: RegExp;
  readonly applies: (difference: AttributeDifference) => boolean;
  readonly remark: string;
}

function version(value: unknown): number {
  return typeof value === 'string' ? Number(value.replace(/^1\./, '')) : NaN;
}

const shrinks = ({ before, after }: AttributeDifference) =>
  typeof before === 'number' && typeof after === 'number' && after < before;

const goesBack = ({ before, after }: AttributeDifference) =>
  version(after) < version(before);

/** What people should know about a change before they read it in an error. */
const REMARKS: readonly ChangeRemark[] = [
  {
    type: 'aws_eks_node_group',
    path: /^scaling_config\.desired_size$/,
    applies: () => true,
    remark:
      'the desired size counts when the group is made; afterwards the autoscaler moves it between min and max, and Terraform leaves it alone',
  },
  {
    type: 'aws_eks_cluster',
    path: /^version$/,
    applies: goesBack,
    remark: 'EKS does not go back to an older version: the apply will fail',
  },
  {
    type: 'aws_db_instance',
    path: /^allocated_storage$/,
    applies: shrinks,
    remark: 'RDS does not make storage smaller: the apply will fail',
  },
  {
    type: 'aws_db_instance',
    path: /^engine_version$/,
    applies: goesBack,
    remark: 'RDS does not go back to an older version: the apply will fail',
  },
  {
    type: 'aws_db_instance',
    path: /^(instance_class|engine_version)$/,
    applies: difference => !goesBack(difference),
    remark: 'the database restarts',
  },
  {
    type: 'aws_db_instance',
    path: /^(manage_master_user_password|password|password_wo)$/,
    applies: () => true,
    remark:
      'who keeps the master password is decided when the database is made: the provider does not take it back from AWS, and a switch to AWS ends the old password',
  },
  {
    type: 'aws_elasticache_replication_group',
    path: /^auth_token$/,
    applies: ({ before }) => before === null,
    remark:
      'clients without the token are still let in, until somebody sets the token as the only one',
  },
  {
    type: 'aws_launch_template',
    path: /./,
    applies: () => true,
    remark: 'a new version of the template replaces the nodes one by one',
  },
];

/** Remarks on the differences of a resource. */
export function changeRemarks(
  type: string,
  differences: readonly AttributeDifference[],
): string[] {
  const remarks = differences.flatMap(difference =>
    REMARKS.filter(
      candidate =>
        candidate.type === type &&
        candidate.path.test(difference.path) &&
        candidate.applies(difference),
    ).map(({ remark }) => remark),
  );
  return [...new Set(remarks)];
}
