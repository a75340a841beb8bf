import { EnvironmentSpec } from '@portico/plugin-environments-common';
import { Construct } from 'constructs';
import { EncryptionKey } from './constructs/EncryptionKey';
import { KeyUser } from './constructs/keyStatements';

/** How long logs are kept where there is no cluster whose spec tells. */
const LOG_RETENTION_DAYS = 30;

/** What every part of an environment stands on. */
export interface Foundation {
  readonly environment: string;
  readonly region: string;
  readonly accountId: string;
  readonly keyArn: string;
  /** Where what guards an environment belongs. */
  readonly guard: Construct;
  readonly logRetentionDays: number;
  /** How long a deleted key or secret can be brought back. */
  readonly recoveryDays: number;
  /** Whether what holds data may go with it. */
  readonly disposable: boolean;
}

/** Makes the key of an environment, and says what its parts share. */
export function layFoundation(
  scope: Construct,
  { metadata, spec }: EnvironmentSpec,
): Foundation {
  const place = { environment: metadata.name, region: spec.region };
  const recoveryDays = spec.class === 'prod' ? 30 : 7;
  const guard = new EncryptionKey(scope, 'security', {
    ...place,
    deletionWindowDays: recoveryDays,
    users: keyUsers(spec),
  });
  return {
    ...place,
    accountId: guard.accountId,
    keyArn: guard.arn,
    guard,
    recoveryDays,
    logRetentionDays: spec.cluster?.logRetentionDays ?? LOG_RETENTION_DAYS,
    disposable: spec.class === 'dev',
  };
}

function keyUsers({
  events,
  observability,
  budget,
  security,
}: EnvironmentSpec['spec']): KeyUser[] {
  return [
    'logs',
    ...(events ? (['events'] as const) : []),
    ...(observability.alarms || budget ? (['alerts'] as const) : []),
    ...(security.auditTrail ? (['trail'] as const) : []),
  ];
}
