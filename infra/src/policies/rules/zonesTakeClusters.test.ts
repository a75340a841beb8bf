import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { zonesTakeClusters } from './zonesTakeClusters';

function inZone(zone: Record<string, unknown>) {
  return aDocument({
    'aws_eks_cluster.c': { vpc_config: { subnet_ids: ['${aws_subnet.s.id}'] } },
    'aws_subnet.s': zone,
    'aws_subnet.of-others': { availability_zone: 'us-east-1e' },
  });
}

describe('zonesTakeClusters', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(zonesTakeClusters, aFullSpec())).toEqual([]);
  });

  it.each([
    { availability_zone: 'us-east-1a' },
    { availability_zone_id: 'use1-az1' },
    { availability_zone: '${var.zone}' },
    {},
  ])('should accept %j', zone => {
    expect(violationsIn(zonesTakeClusters, inZone(zone))).toEqual([]);
  });

  it.each([
    [{ availability_zone_id: 'use1-az3' }, 'aws_subnet.s is in use1-az3.'],
    [
      { availability_zone: 'us-east-1e' },
      'aws_subnet.s is in us-east-1e, which is use1-az3 in most accounts.',
    ],
  ])('should find %j', (zone, detail) => {
    expect(violationsIn(zonesTakeClusters, inZone(zone))).toEqual([
      {
        resource: 'aws_eks_cluster.c',
        detail,
        path: 'spec.availabilityZones',
      },
    ]);
  });
});
