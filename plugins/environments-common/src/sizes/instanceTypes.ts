/** The processor family; container images must be built for it. */
export type Architecture = 'x86_64' | 'arm64';

/** A size that the forms offer; a file may name others, which may have no price. */
export interface Size {
  name: string;
  vcpu: number;
  memoryGib: number;
  architecture: Architecture;
  /** Whether it runs on credits and slows down when they are used up. */
  burstable: boolean;
}

type Row = readonly [
  name: string,
  vcpu: number,
  memoryGib: number,
  architecture: Architecture,
];

function sizes(rows: readonly Row[]): readonly Size[] {
  return rows.map(([name, vcpu, memoryGib, architecture]) => ({
    name,
    vcpu,
    memoryGib,
    architecture,
    burstable: /^((db|cache)\.)?t\d/.test(name),
  }));
}

/** Sizes of worker nodes. Source: https://aws.amazon.com/ec2/instance-types/, read 2026-11. */
export const NODE_SIZES = sizes([
  ['t3.small', 2, 2, 'x86_64'],
  ['t3.medium', 2, 4, 'x86_64'],
  ['t3.large', 2, 8, 'x86_64'],
  ['t3a.medium', 2, 4, 'x86_64'],
  ['t3a.large', 2, 8, 'x86_64'],
  ['t4g.medium', 2, 4, 'arm64'],
  ['t4g.large', 2, 8, 'arm64'],
  ['m5.large', 2, 8, 'x86_64'],
  ['m6i.large', 2, 8, 'x86_64'],
  ['m6a.large', 2, 8, 'x86_64'],
  ['m6g.large', 2, 8, 'arm64'],
  ['m7i.large', 2, 8, 'x86_64'],
  ['m7g.large', 2, 8, 'arm64'],
  ['r6i.large', 2, 16, 'x86_64'],
  ['r6g.large', 2, 16, 'arm64'],
  ['r7g.large', 2, 16, 'arm64'],
]);

/** Sizes of databases. Source: https://aws.amazon.com/rds/instance-types/, read 2026-11. */
export const DATABASE_SIZES = sizes([
  ['db.t3.micro', 2, 1, 'x86_64'],
  ['db.t3.small', 2, 2, 'x86_64'],
  ['db.t3.medium', 2, 4, 'x86_64'],
  ['db.t3.large', 2, 8, 'x86_64'],
  ['db.t4g.micro', 2, 1, 'arm64'],
  ['db.t4g.small', 2, 2, 'arm64'],
  ['db.t4g.medium', 2, 4, 'arm64'],
  ['db.t4g.large', 2, 8, 'arm64'],
  ['db.m6i.large', 2, 8, 'x86_64'],
  ['db.m6g.large', 2, 8, 'arm64'],
  ['db.m7g.large', 2, 8, 'arm64'],
  ['db.r6g.large', 2, 16, 'arm64'],
  ['db.r6g.xlarge', 4, 32, 'arm64'],
]);

/** Sizes of caches. Source: https://aws.amazon.com/elasticache/pricing/, read 2026-11. */
export const CACHE_SIZES = sizes([
  ['cache.t3.micro', 2, 0.5, 'x86_64'],
  ['cache.t3.small', 2, 1.37, 'x86_64'],
  ['cache.t3.medium', 2, 3.09, 'x86_64'],
  ['cache.t4g.micro', 2, 0.5, 'arm64'],
  ['cache.t4g.small', 2, 1.37, 'arm64'],
  ['cache.t4g.medium', 2, 3.09, 'arm64'],
  ['cache.m6g.large', 2, 6.38, 'arm64'],
  ['cache.m7g.large', 2, 6.38, 'arm64'],
  ['cache.r6g.large', 2, 13.07, 'arm64'],
  ['cache.r7g.large', 2, 13.07, 'arm64'],
]);
