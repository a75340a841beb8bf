/** EC2 types to choose from; any other may be typed, it is only not suggested. */
export const INSTANCE_TYPES: readonly string[] = [
  't3.small',
  't3.medium',
  't3.large',
  't4g.medium',
  't4g.large',
  'm6i.large',
  'm6a.large',
  'm7g.large',
  'm7i.large',
  'r6i.large',
  'r7g.large',
];

/** RDS classes to choose from. */
export const DATABASE_CLASSES: readonly string[] = [
  'db.t3.micro',
  'db.t3.small',
  'db.t3.medium',
  'db.t4g.micro',
  'db.t4g.medium',
  'db.m6g.large',
  'db.r6g.large',
];

/** ElastiCache types to choose from. */
export const CACHE_TYPES: readonly string[] = [
  'cache.t3.micro',
  'cache.t3.small',
  'cache.t3.medium',
  'cache.t4g.micro',
  'cache.t4g.medium',
  'cache.m6g.large',
  'cache.r6g.large',
];
