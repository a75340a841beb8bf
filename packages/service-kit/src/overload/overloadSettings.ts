import type { z } from 'zod/v4';
import { setting, wholeNumber } from '../config/settings';

/** When a service refuses requests because it has too many, for `readConfig`. */
export const overloadSettings = {
  IN_FLIGHT_LIMIT: setting(
    wholeNumber(1, 100_000),
    '100',
    'requests under way at the same time, 1 to 100000',
  ),
  EVENT_LOOP_LIMIT_MS: setting(
    wholeNumber(20, 60_000),
    '200',
    'milliseconds by which the process may be late, 20 to 60000',
  ),
};

/** What `readConfig(overloadSettings)` gives. */
export type OverloadConfig = z.output<z.ZodObject<typeof overloadSettings>>;
