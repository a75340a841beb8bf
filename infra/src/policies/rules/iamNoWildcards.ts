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
 * (CloudWatch, CloudWatch Logs, Message Gateway Service of Session Manager, X-Ray).
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

/** Every action there is, and every action of a service. */
const EVERYTHING = /^\*(:\*)?$/;
const WHOLE_SERVICE = /^[a-z0-9-]+:\*$/i;

/** Conditions that say of which resources a "*" speaks; that a resource is of the account says nothing. */
const NARROWS = /^[a-z0-9-]+:ResourceTag\/|^cloudwatch:namespace$/i;

/** Operators that hold only for what is compared; a tag that is missing or another one is not let through. */
const COMPARES = /^String(Equals|EqualsIgnoreCase|Like)$/;

function isNarrowed({ condition }: PolicyStatement): boolean {
  return Object.entries(condition).some(
    ([operator, asked]) =>
      COMPARES.test(operator) &&
      isRecord(asked) &&
      Object.keys(asked).some(key => NARROWS.test(key)),
  );
}

/** What a statement says of, where that is more than what it names. */
function everywhere(statement: PolicyStatement): string | undefined {
  const { resources, notResources } = statement;
  if (isNarrowed(statement)) return undefined;
  if (notResources.length > 0) {
    return `every resource but ${notResources.join(', ')}`;
  }
  return resources.includes('*') ? 'every resource' : undefined;
}

function wideness(statement: PolicyStatement): string | undefined {
  const { effect, actions, notActions } = statement;
  if (effect !== 'Allow') return undefined;
  if (actions.some(action => EVERYTHING.test(action))) {
    return 'It allows every action.';
  }
  if (notActions.length > 0) {
    return `It allows everything but ${notActions.join(', ')}.`;
  }
  const services = actions.filter(action => WHOLE_SERVICE.test(action));
  if (services.length > 0) return `It allows ${services.join(', ')}.`;
  const where = everywhere(statement);
  const writing = actions.filter(
    action => !READS.test(action) && !KNOW_NO_RESOURCE.has(action),
  );
  return where && writing.length > 0
    ? `It allows ${writing.join(', ')} on ${where}.`
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

/**
 * Whoever may write may write only where it is their business. What a policy that AWS
 * manages allows stands in no document, so attaching one is not judged.
 */
export const iamNoWildcards: PolicyRule = {
  id: 'iam-no-wildcards',
  severity: 'blocker',
  title: 'Permissions to write must name their actions and resources',
  why: 'Whoever takes over one role with a wildcard has the account, and not only the service that the role was made for. Policies of AWS that are attached, such as AdministratorAccess, are not judged.',
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
