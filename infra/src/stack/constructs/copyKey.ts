import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';
import { keyStatements } from './keyStatements';
import { policyDocument } from './policyDocument';

/** Where copies lie, and what is copied. */
export interface CopyKeyOptions {
  readonly environment: string;
  readonly accountId: string;
  /** The second region. */
  readonly region: string;
  /** What the key is called after the environment's name. */
  readonly name: string;
  readonly description: string;
  /** How long a deleted key can be brought back. */
  readonly recoveryDays: number;
}

/**
 * Makes a key for copies, in their region. As everything of a copy it names the region
 * itself: with a provider of its own, switching the copies off would take away the
 * provider by which Terraform has to remove them.
 */
export function copyKey(scope: Construct, options: CopyKeyOptions): KmsKey {
  const { environment, region, accountId, name, description } = options;
  const key = new KmsKey(scope, 'key', {
    region,
    description,
    enableKeyRotation: true,
    deletionWindowInDays: options.recoveryDays,
    policy: policyDocument(
      ...keyStatements([], { environment, region, accountId }),
    ),
  });
  new KmsAlias(scope, 'alias', {
    region,
    name: `alias/portico/${environment}-${name}`,
    targetKeyId: key.keyId,
  });
  return key;
}
