import { findRegion } from '../network/regions';
import { NO_BACKUP_COPY } from './backupCopy';
import { CLASS_DEFAULTS } from './classes';
import type { EnvironmentSpec } from './EnvironmentSpec';

/** The parts of an environment whose backups may be copied. */
export type BackedUpPart = 'database' | 'storage';

function hasBackups({ spec }: EnvironmentSpec, part: BackedUpPart): boolean {
  return part === 'database'
    ? (spec.database?.backupRetentionDays ?? 0) > 0
    : (spec.storage?.buckets ?? []).some(isCopiedBucket);
}

/** Whether a bucket is one that is copied: it keeps backups, and S3 copies versions alone. */
export function isCopiedBucket({
  purpose,
  versioning,
}: {
  purpose: string;
  versioning: boolean;
}): boolean {
  return purpose === 'backups' && versioning;
}

/**
 * The second region that the backups of a part of an environment are copied to. What the
 * spec says counts; else the class says whether, and the region where. A region whose
 * data must not leave its law by a default has none.
 */
export function backupCopyRegionOf(
  environment: EnvironmentSpec,
  part: BackedUpPart,
): string | undefined {
  const { spec } = environment;
  if (!hasBackups(environment, part)) return undefined;
  const chosen = spec[part]?.backupCopyRegion;
  if (chosen !== undefined) {
    return chosen === NO_BACKUP_COPY ? undefined : chosen;
  }
  return CLASS_DEFAULTS[spec.class].copiesBackups
    ? findRegion(spec.region)?.backupCopyRegion
    : undefined;
}
