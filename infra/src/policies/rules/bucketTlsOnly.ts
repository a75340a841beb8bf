import { bucketCompanions } from '../companions';
import { PolicyRule } from '../PolicyRule';
import { PolicyStatement, conditionsOf, statementsOf } from '../statements';

function refusesPlain(statement: PolicyStatement): boolean {
  return (
    statement.effect === 'Deny' &&
    ['s3:*', '*'].some(action => statement.actions.includes(action)) &&
    conditionsOf(statement, 'Bool').some(
      ([key, values]) =>
        key.toLowerCase() === 'aws:securetransport' && values.includes('false'),
    )
  );
}

/** Nobody reads or writes a bucket over a connection that others can listen to. */
export const bucketTlsOnly: PolicyRule = {
  id: 'bucket-tls-only',
  severity: 'blocker',
  title: 'Buckets must refuse connections without TLS',
  why: 'S3 answers without encryption too, unless the policy of the bucket refuses it.',
  fix: 'Deny every action of S3 in the policy of the bucket where aws:SecureTransport is false.',
  check: ({ resources }) =>
    resources
      .ofType('aws_s3_bucket')
      .filter(bucket => {
        const policies = bucketCompanions(
          bucket,
          'aws_s3_bucket_policy',
          resources,
        ).map(({ attributes }) => statementsOf(attributes));
        return policies.every(
          statements => statements && !statements.some(refusesPlain),
        );
      })
      .map(({ address }) => ({ resource: address })),
};
