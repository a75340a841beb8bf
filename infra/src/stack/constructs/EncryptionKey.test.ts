import { z } from 'zod/v4';
import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import { only, resourcesOf } from '../../__testUtils__/synthesized';
import { text } from '../../document/attributes';

const policySchema = z.object({
  Statement: z.array(z.looseObject({ Sid: z.string() })),
});

describe('EncryptionKey', () => {
  it('should be managed by the account, used by its logs and rotated every year', () => {
    const { attributes } = only(resourcesOf(aSpec()), 'aws_kms_key');
    expect(attributes).toMatchObject({
      enable_key_rotation: true,
      deletion_window_in_days: 7,
    });
    const policy = policySchema.parse(
      JSON.parse(text(attributes, 'policy') ?? ''),
    );
    const account = '${data.aws_caller_identity.security_account.account_id}';
    expect(policy.Statement).toMatchObject([
      {
        Sid: 'AccountDecidesThroughIam',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: 'kms:*',
      },
      {
        Sid: 'LogsOfThisAccount',
        Principal: { Service: 'logs.us-west-2.amazonaws.com' },
        Condition: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:us-west-2:${account}:log-group:*`,
          },
        },
      },
    ]);
  });

  it('should be brought back for a month in production', () => {
    const key = resourcesOf(aProdSpec()).get('aws_kms_key.security_key');
    expect(key?.attributes).toMatchObject({ deletion_window_in_days: 30 });
  });
});
