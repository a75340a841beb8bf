import { isExpression, isRecord } from '../../document/attributes';
import { bucketCompanions } from '../companions';
import { PolicyRule } from '../PolicyRule';
import { PolicyStatement, isEverybody, statementsOf } from '../statements';

/** All that a statement asks, such as "bool aws:securetransport false". */
function askedBy({ condition }: PolicyStatement): string[] {
  return Object.entries(condition).flatMap(([operator, asked]) =>
    Object.entries(isRecord(asked) ? asked : {}).map(([key, value]) =>
      `${operator} ${key} ${value}`.toLowerCase(),
    ),
  );
}

/** Whether a statement refuses everybody, and asks nothing but how they are connected. */
function refusesPlain(statement: PolicyStatement): boolean {
  const [asked, ...more] = askedBy(statement);
  return (
    statement.effect === 'Deny' &&
    ['s3:*', '*'].some(action => statement.actions.includes(action)) &&
    (isEverybody(statement.principal) || isExpression(statement.principal)) &&
    /^bool(ifexists)? aws:securetransport false$/.test(asked) &&
    more.length === 0
  );
}

const ONE_EXPRESSION = /^\$\{(?!aws_s3_bucket\.)[^}]*\}$/;

/** Whether resources are both a bucket and all that is in it; of an expression nobody knows. */
function isWholeBucket(named: readonly string[]): boolean {
  return named.some(
    name =>
      ['*', 'arn:aws:s3:::*'].includes(name) ||
      named.includes(`${name}/*`) ||
      ONE_EXPRESSION.test(name),
  );
}

/** Nobody reads or writes a bucket over a connection that others can listen to. */
export const bucketTlsOnly: PolicyRule = {
  id: 'bucket-tls-only',
  severity: 'blocker',
  title: 'Buckets must refuse connections without TLS',
  why: 'S3 answers without encryption too, unless the policy of the bucket refuses it.',
  fix: 'Deny everybody every action of S3 on the bucket and what is in it, in the policy of the bucket, where aws:SecureTransport is false.',
  check: ({ resources }) =>
    resources
      .ofType('aws_s3_bucket')
      .filter(bucket => {
        const policies = bucketCompanions(
          bucket,
          'aws_s3_bucket_policy',
          resources,
        ).map(({ attributes }) => statementsOf(attributes));
        return (
          policies.every(statements => statements !== undefined) &&
          !isWholeBucket(
            policies
              .flatMap(statements => statements ?? [])
              .filter(refusesPlain)
              .flatMap(({ resources: named }) => named),
          )
        );
      })
      .map(({ address }) => ({ resource: address })),
};
