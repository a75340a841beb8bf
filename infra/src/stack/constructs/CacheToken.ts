import { DataAwsSecretsmanagerRandomPassword } from '@cdktf/provider-aws/lib/data-aws-secretsmanager-random-password';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { Construct } from 'constructs';

/** Whose token it is, and what keeps it. */
export interface CacheTokenOptions {
  readonly environment: string;
  readonly keyArn: string;
  /** How long a deleted secret can be brought back; 0 removes it at once. */
  readonly recoveryDays: number;
}

/** ElastiCache takes 16 to 128 characters, and few signs (ElastiCache user guide, AUTH). */
const TOKEN_LENGTH = 64;

/**
 * The token that clients of the cache show. AWS makes it and Secrets Manager keeps it.
 * Terraform hands it on to the cache, so it is in the state too, which is why the state
 * has to be encrypted and closed.
 */
export class CacheToken extends Construct {
  readonly value: string;
  readonly secretArn: string;

  constructor(scope: Construct, id: string, options: CacheTokenOptions) {
    super(scope, id);
    const { environment, keyArn, recoveryDays } = options;
    const generated = new DataAwsSecretsmanagerRandomPassword(
      this,
      'generated',
      { passwordLength: TOKEN_LENGTH, excludePunctuation: true },
    );
    const secret = new SecretsmanagerSecret(this, 'secret', {
      name: `${environment}/cache-auth-token`,
      description: `The token of the cache of ${environment}`,
      kmsKeyId: keyArn,
      recoveryWindowInDays: recoveryDays,
    });
    const version = new SecretsmanagerSecretVersion(this, 'version', {
      secretId: secret.id,
      secretString: generated.randomPassword,
      // AWS thinks up another one each time it is asked; the first one counts.
      lifecycle: { ignoreChanges: ['secret_string'] },
    });
    this.value = version.secretString;
    this.secretArn = secret.arn;
  }
}
