import { CostComponent, usage } from '../CostComponent';

/** What it costs to carry copies to a second region. */
export const TRANSFER_TO_SECOND_REGION: CostComponent = usage(
  'Transfer to the second region',
  'GB',
  'Depends on how much is written; no price is known',
);
