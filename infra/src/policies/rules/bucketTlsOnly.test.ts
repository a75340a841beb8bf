import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { bucketTlsOnly } from './bucketTlsOnly';

const bucket = '${aws_s3_bucket.b.id}';
const arn = '${aws_s3_bucket.b.arn}';
const REFUSES = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: '*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

function withPolicy(policy: unknown) {
  return aDocument({
    'aws_s3_bucket.b': {},
    'aws_s3_bucket_policy.p': { bucket, policy },
  });
}

function withStatement(statement: unknown) {
  return withPolicy(JSON.stringify({ Statement: statement }));
}

describe('bucketTlsOnly', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(bucketTlsOnly, aFullSpec())).toEqual([]);
  });

  it('should accept a policy that refuses, and one that is not known', () => {
    for (const document of [
      withStatement([REFUSES]),
      withStatement(REFUSES),
      withStatement({ ...REFUSES, Principal: { AWS: ['*'] } }),
      withStatement({ ...REFUSES, Resource: [arn, `${arn}/*`] }),
      withStatement([
        { ...REFUSES, Resource: arn },
        { ...REFUSES, Resource: `${arn}/*` },
      ]),
      withStatement({ ...REFUSES, Resource: '${local.everything}' }),
      withStatement({
        ...REFUSES,
        Condition: { Bool: { 'aws:SecureTransport': [false] } },
      }),
      withPolicy('${data.aws_iam_policy_document.d.json}'),
    ]) {
      expect(violationsIn(bucketTlsOnly, document)).toEqual([]);
    }
  });

  it.each([
    [],
    [{ ...REFUSES, Effect: 'Allow' }],
    [{ ...REFUSES, Action: 's3:PutObject' }],
    [{ ...REFUSES, Principal: { AWS: 'arn:aws:iam::1:role/shop' } }],
    [{ ...REFUSES, Principal: { Service: '*' } }],
    [{ ...REFUSES, Resource: arn }],
    [{ ...REFUSES, Resource: `${arn}/*` }],
    [{ ...REFUSES, Resource: [arn, `${arn}/public/*`] }],
    [
      {
        ...REFUSES,
        Condition: {
          ...REFUSES.Condition,
          StringEquals: { 'aws:PrincipalTag/team': 'shop' },
        },
      },
    ],
    [
      {
        ...REFUSES,
        Condition: {
          Bool: { ...REFUSES.Condition.Bool, 'aws:ViaAWSService': 'false' },
        },
      },
    ],
    [{ ...REFUSES, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
  ])('should find a policy of %j', (...statements) => {
    expect(violationsIn(bucketTlsOnly, withStatement(statements))).toEqual([
      { resource: 'aws_s3_bucket.b' },
    ]);
  });

  it('should find a bucket without a policy', () => {
    const document = aDocument({ 'aws_s3_bucket.b': {} });
    expect(violationsIn(bucketTlsOnly, document)).toHaveLength(1);
  });
});
