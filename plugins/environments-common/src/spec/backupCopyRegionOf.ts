import { findRegion } from '../network/regions';
import { CLASS_DEFAULTS } from './classes';
import { NO_BACKUP_COPY } from './database';
import type { EnvironmentSpec } from './EnvironmentSpec';

/**
 * The second region that the backups of an environment's database are copied to. What
 * the spec says counts; else the class says whether, and the region where. A region
 * whose data must not leave its law by a default has none.
 */
export function backupCopyRegionOf({
  spec,
}: EnvironmentSpec): string | undefined {
  const { database } = spec;
  if (!database || database.backupRetentionDays === 0) return undefined;
  const { backupCopyRegion: chosen } = database;
  if (chosen !== undefined) {
    return chosen === NO_BACKUP_COPY ? undefined : chosen;
  }
  return CLASS_DEFAULTS[spec.class].database.copiesBackups
    ? findRegion(spec.region)?.backupCopyRegion
    : undefined;
}
