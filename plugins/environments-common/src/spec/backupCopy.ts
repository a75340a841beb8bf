import { z } from 'zod/v4';
import { BACKUP_REGIONS } from '../network/regions';

/** What a spec writes where backups shall stay in their region. */
export const NO_BACKUP_COPY = 'none';

/**
 * The second region that backups are copied to, or `none`. Where it is left out the
 * class and the region of the environment decide: see backupCopyRegionOf.
 */
export const backupCopyRegionSchema = z
  .string()
  .refine(
    region => region === NO_BACKUP_COPY || BACKUP_REGIONS.includes(region),
    {
      error: `must be one of ${BACKUP_REGIONS.join(
        ', ',
      )}, or ${NO_BACKUP_COPY}`,
    },
  )
  .optional();
