import { findRegion, REGIONS, zoneNames } from './regions';

describe('REGIONS', () => {
  it('should hold the regions that the platform prices', () => {
    expect(REGIONS.map(({ region }) => region)).toEqual([
      'us-east-1',
      'us-west-2',
      'eu-west-1',
    ]);
  });

  it('should name zones by their region, each once, three or more', () => {
    for (const { region, zones } of REGIONS) {
      expect(zones.length).toBeGreaterThanOrEqual(3);
      expect(new Set(zones).size).toBe(zones.length);
      expect(
        zones.filter(zone => !new RegExp(`^${region}[a-z]$`).test(zone)),
      ).toEqual([]);
    }
  });

  it('should know the zone in which EKS takes no subnets', () => {
    expect(findRegion('us-east-1')?.zoneIdsWithoutCluster).toEqual([
      'use1-az3',
    ]);
  });

  it('should not know other regions', () => {
    expect(findRegion('mars-north-1')).toBeUndefined();
    expect(findRegion('constructor')).toBeUndefined();
  });
});

describe('zoneNames', () => {
  it('should take as many as a count says, in order', () => {
    expect(zoneNames('us-west-2', 3)).toEqual([
      'us-west-2a',
      'us-west-2b',
      'us-west-2c',
    ]);
  });

  it('should keep names as they are', () => {
    const names = ['us-west-2d', 'us-west-2b'];
    expect(zoneNames('us-west-2', names)).toEqual(names);
  });

  it('should refuse more zones than the region has', () => {
    expect(() => zoneNames('eu-west-1', 4)).toThrow(
      'eu-west-1 does not have 4 known zones',
    );
    expect(() => zoneNames('mars-north-1', 1)).toThrow('known zones');
  });
});
