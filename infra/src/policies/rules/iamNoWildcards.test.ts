import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { iamNoWildcards } from './iamNoWildcards';

function withPolicy(statement: Record<string, unknown>) {
  const policy = JSON.stringify({
    Statement: [{ Effect: 'Allow', Resource: '*', ...statement }],
  });
  return aDocument({ 'aws_iam_role_policy.p': { policy } });
}

describe('iamNoWildcards', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(iamNoWildcards, aFullSpec())).toEqual([]);
  });

  it.each([
    { Action: 'ecr:GetAuthorizationToken' },
    { Action: ['ec2:DescribeInstances', 'cloudwatch:PutMetricData'] },
    { Action: 's3:PutObject', Resource: 'arn:aws:s3:::shop/*' },
    { Effect: 'Deny', Action: '*' },
    { Action: 's3:GetObject', Resource: undefined, NotResource: 'arn:a' },
    {
      Action: 'ec2:TerminateInstances',
      Condition: { StringEquals: { 'aws:ResourceTag/environment': 'dev' } },
    },
  ])('should accept %j', statement => {
    expect(violationsIn(iamNoWildcards, withPolicy(statement))).toEqual([]);
  });

  it.each([
    [{ Action: '*', Resource: 'arn:aws:s3:::shop' }, 'It allows every action.'],
    [{ NotAction: ['iam:*'] }, 'It allows everything but iam:*.'],
    [{ Action: 's3:*' }, 'It allows s3:*.'],
    [
      { Action: ['s3:*', 'SQS:*'], Resource: 'arn:aws:s3:::shop/*' },
      'It allows s3:*, SQS:*.',
    ],
    [
      {
        Action: 'ec2:*',
        Condition: { StringEquals: { 'aws:ResourceTag/environment': 'dev' } },
      },
      'It allows ec2:*.',
    ],
    [
      {
        Action: 'iam:PassRole',
        Resource: undefined,
        NotResource: ['arn:a', 'arn:b'],
      },
      'It allows iam:PassRole on every resource but arn:a, arn:b.',
    ],
    [
      {
        Action: 's3:PutObject',
        Condition: { StringEquals: { 'aws:ResourceAccount': '123456789012' } },
      },
      'It allows s3:PutObject on every resource.',
    ],
    ...['StringNotEquals', 'StringEqualsIfExists', 'Null'].map(
      (operator): [Record<string, unknown>, string] => [
        {
          Action: 'ec2:TerminateInstances',
          Condition: { [operator]: { 'aws:ResourceTag/environment': 'dev' } },
        },
        'It allows ec2:TerminateInstances on every resource.',
      ],
    ),
    [
      { Action: ['s3:GetObject', 's3:PutObject'], Resource: ['arn:a', '*'] },
      'It allows s3:PutObject on every resource.',
    ],
    [
      {
        Action: 'iam:PassRole',
        Condition: { Bool: { 'aws:SecureTransport': 'true' } },
      },
      'It allows iam:PassRole on every resource.',
    ],
  ])('should find %j', (statement, detail) => {
    expect(violationsIn(iamNoWildcards, withPolicy(statement))).toEqual([
      { resource: 'aws_iam_role_policy.p', detail },
    ]);
  });

  it('should read what is written into a role, and leave alone what is not known', () => {
    const policy = '{"Statement":{"Effect":"Allow","Action":"*"}}';
    const role = aDocument({ 'aws_iam_role.r': { inline_policy: { policy } } });
    expect(violationsIn(iamNoWildcards, role)).toHaveLength(1);
    const unknown = aDocument({ 'aws_iam_policy.p': { policy: '${var.p}' } });
    expect(violationsIn(iamNoWildcards, unknown)).toEqual([]);
  });
});
