import { z } from 'zod/v4';
import { findRegion, REGIONS } from '../network/regions';

/** A region of AWS that the platform knows. */
export const regionSchema = z
  .string()
  .refine(region => findRegion(region) !== undefined, {
    error: `must be one of ${REGIONS.map(entry => entry.region).join(', ')}`,
  });
