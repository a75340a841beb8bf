/** A region of AWS and its zones, as far as this platform uses them. */
export interface RegionEntry {
  region: string;
  title: string;
  /** Names of the zones that new accounts have; local zones are left out. */
  zones: readonly string[];
  /**
   * Ids of zones in which EKS takes no subnets for a control plane. Which name such
   * an id has differs by account, so the pipeline's plan has the last word.
   */
  zoneIdsWithoutCluster: readonly string[];
  /**
   * Where copies of backups go if nobody says where: far away and under the same law.
   * Ireland has none, because data must not leave the Union by a default.
   */
  backupCopyRegion?: string;
}

/**
 * Regions and zones. Zones: AWS global infrastructure, read 2026-11. Zone ids that EKS
 * refuses: https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 */
export const REGIONS: readonly RegionEntry[] = [
  {
    region: 'us-east-1',
    title: 'US East (N. Virginia)',
    zones: [
      'us-east-1a',
      'us-east-1b',
      'us-east-1c',
      'us-east-1d',
      'us-east-1e',
      'us-east-1f',
    ],
    zoneIdsWithoutCluster: ['use1-az3'],
    backupCopyRegion: 'us-west-2',
  },
  {
    region: 'us-west-2',
    title: 'US West (Oregon)',
    zones: ['us-west-2a', 'us-west-2b', 'us-west-2c', 'us-west-2d'],
    zoneIdsWithoutCluster: [],
    backupCopyRegion: 'us-east-1',
  },
  {
    region: 'eu-west-1',
    title: 'Europe (Ireland)',
    zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
    zoneIdsWithoutCluster: [],
  },
];

/**
 * Regions that may hold copies of backups: those of environments, and Frankfurt, the second
 * region of the Union. Pairs that RDS copies between: RDS user guide, "Replicating automated
 * backups to another AWS Region".
 */
export const BACKUP_REGIONS: readonly string[] = [
  ...REGIONS.map(({ region }) => region),
  'eu-central-1',
];

/** The region's entry, or undefined where the platform does not know the region. */
export function findRegion(region: string): RegionEntry | undefined {
  return REGIONS.find(entry => entry.region === region);
}

/** The names of the zones that a count, or a list of names, stands for. */
export function zoneNames(
  region: string,
  availabilityZones: number | readonly string[],
): string[] {
  if (typeof availabilityZones !== 'number') return [...availabilityZones];
  const entry = findRegion(region);
  if (!entry || availabilityZones > entry.zones.length) {
    throw new RangeError(
      `${region} does not have ${availabilityZones} known zones`,
    );
  }
  return entry.zones.slice(0, availabilityZones);
}
