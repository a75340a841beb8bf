import { CostMapper } from '../CostComponent';
import { TRANSFER_TO_SECOND_REGION } from './secondRegion';

/** Copies of a bucket's objects; what they take up is billed at the bucket that they go to. */
export const s3BucketReplicationConfiguration: CostMapper = () => [
  TRANSFER_TO_SECOND_REGION,
];
