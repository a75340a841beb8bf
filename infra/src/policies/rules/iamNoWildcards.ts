import { blocks, isRecord } from '../../document/attributes';
import { TerraformResource } from '../../document/TerraformDocument';
import { PolicyRule, violationsFrom } from '../PolicyRule';
import { PolicyStatement, statementsOf } from '../statements';

/** The types that hold a policy of what somebody may do, in the argument "policy". */
const POLICIES = [
  'aws_iam_group_policy',
  'aws_iam_policy',
  'aws_iam_role_policy',
  'aws_iam_user_policy',
];

/** What begins with one of these only looks. */
const READS =
  /^[a-z0-9-]+:(BatchCheck|BatchGet|Describe|Get|Head|List|Lookup|Query|Scan|Search|Select|View)/;

/**
 * Actions that write and know no resource, so that nothing but "*" can be said.
 * Source: the tables of https://docs.aws.amazon.com/service-authorization/latest/reference
 * (cloudwatch, xray, ssmmessages, ssm: "UpdateInstanceInformation", sts, logs).
 */
const KNOW_NO_RESOURCE: ReadonlySet<string> = new Set([
  'cloudwatch:PutMetricData',
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
  'ssmmessages:CreateControlChannel',
  'ssmmessages:CreateDataChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:OpenDataChannel',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
]);

/** Conditions that say of which resources a "*" speaks. */
const NARROWS = /ResourceTag|ResourceAccount|^cloudwatch:namespace$/;

function isNarrowed({ condition }: PolicyStatement): boolean {
  return Object.values(condition).some(
    asked =>
      isRecord(asked) && Object.keys(asked).some(key => NARROWS.test(key)),
  );
}

function wideness(statement: PolicyStatement): string | undefined {
  const { effect, actions, notActions, resources } = statement;
  if (effect !== 'Allow') return undefined;
  if (actions.some(action => action === '*' || action === '*:*')) {
    return 'It allows every action.';
  }
  if (notActions.length > 0) {
    return `It allows everything but ${notActions.join(', ')}.`;
  }
  if (!resources.includes('*') || isNarrowed(statement)) return undefined;
  const writing = actions.filter(
    action => !READS.test(action) && !KNOW_NO_RESOURCE.has(action),
  );
  return writing.length > 0
    ? `It allows ${writing.join(', ')} on every resource.`
    : undefined;
}

function statementsIn({ attributes }: TerraformResource): PolicyStatement[] {
  return [
    ...(statementsOf(attributes) ?? []),
    ...blocks(attributes, 'inline_policy').flatMap(
      inline => statementsOf(inline) ?? [],
    ),
  ];
}

/** Whoever may write may write only where it is their business. */
export const iamNoWildcards: PolicyRule = {
  id: 'iam-no-wildcards',
  severity: 'blocker',
  title: 'Permissions to write must name their actions and resources',
  why: 'Whoever takes over one role with a wildcard has the account, and not only the service that the role was made for.',
  fix: 'Name the actions, and the ARNs of the resources that they are for.',
  check: ({ resources }) =>
    [...POLICIES, 'aws_iam_role'].flatMap(type =>
      resources.ofType(type).flatMap(resource =>
        violationsFrom(
          resource.address,
          statementsIn(resource)
            .map(wideness)
            .filter(detail => detail !== undefined),
        ),
      ),
    ),
};
