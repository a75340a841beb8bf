import fc from 'fast-check';
import { aSpec } from '../__testUtils__/aSpec';
import { specArbitrary } from '../__testUtils__/specArbitrary';
import { diffSpecs } from './diffSpecs';
import { canonicalSpec } from './serializeEnvironmentSpec';

const group = (name: string, sizes = {}) => ({ name, ...sizes });
const clusterOf = (...nodeGroups: ReturnType<typeof group>[]) =>
  aSpec({ spec: { cluster: { nodeGroups } } });

describe('diffSpecs', () => {
  it('should tell fields by their path', () => {
    const before = aSpec({ spec: { ttl: '14d', budget: { monthly: '300' } } });
    const after = aSpec({ spec: { ttl: '21d', budget: { monthly: '350' } } });
    expect(diffSpecs(before, after)).toEqual([
      { path: 'spec.budget.monthly', before: '300.00', after: '350.00' },
      { path: 'spec.ttl', before: '14d', after: '21d' },
    ]);
  });

  it('should tell a section that comes or goes as one', () => {
    const without = aSpec();
    const withEdge = aSpec({ spec: { edge: {} } });
    const edge = { cloudFront: false, apiGateway: false, services: [] };
    expect(diffSpecs(without, withEdge)).toEqual([
      { path: 'spec.edge', before: undefined, after: edge },
    ]);
    expect(diffSpecs(withEdge, without)).toEqual([
      { path: 'spec.edge', before: edge, after: undefined },
    ]);
  });

  it('should compare groups by name, not by place', () => {
    const before = clusterOf(group('general'), group('batch', { max: 4 }));
    const after = clusterOf(
      group('spare'),
      group('batch', { max: 6 }),
      group('general'),
    );
    expect(
      diffSpecs(before, after).map(({ path, before: b, after: a }) => [
        path,
        typeof b === 'object' ? 'group' : b,
        typeof a === 'object' ? 'group' : a,
      ]),
    ).toEqual([
      ['spec.cluster.nodeGroups.batch.max', 4, 6],
      ['spec.cluster.nodeGroups.spare', undefined, 'group'],
    ]);
  });

  it('should tell lists without names as one', () => {
    const before = aSpec({ spec: { availabilityZones: 3 } });
    const zones = ['us-west-2a', 'us-west-2b'];
    const after = aSpec({ spec: { availabilityZones: zones } });
    expect(diffSpecs(before, after)).toEqual([
      { path: 'spec.availabilityZones', before: 3, after: zones },
    ]);
  });

  it('should tell lists whose entries have no name as one', () => {
    const spot = { key: 'spot', value: '', effect: 'NoSchedule' as const };
    const gpu = { key: 'gpu', value: '', effect: 'NoSchedule' as const };
    const withTaints = (...taints: (typeof spot)[]) =>
      aSpec({
        spec: {
          cluster: {
            nodeGroups: [{ name: 'general' }, { name: 'spare', taints }],
          },
        },
      });
    expect(diffSpecs(withTaints(), withTaints(spot, gpu))).toEqual([
      {
        path: 'spec.cluster.nodeGroups.spare.taints',
        before: [],
        after: [spot, gpu],
      },
    ]);
    expect(diffSpecs(withTaints(spot), withTaints(gpu))).toEqual([
      {
        path: 'spec.cluster.nodeGroups.spare.taints',
        before: [spot],
        after: [gpu],
      },
    ]);
  });

  it('should tell a list of texts that was empty', () => {
    const withLogs = (controlPlaneLogs: 'api'[]) =>
      aSpec({ spec: { cluster: { controlPlaneLogs } } });
    expect(diffSpecs(withLogs([]), withLogs(['api']))).toEqual([
      { path: 'spec.cluster.controlPlaneLogs', before: [], after: ['api'] },
    ]);
  });

  it('should find nothing exactly where the specs are the same', () => {
    fc.assert(
      fc.property(specArbitrary, specArbitrary, (left, right) => {
        expect(diffSpecs(left, left)).toEqual([]);
        expect(diffSpecs(left, right).length === 0).toBe(
          canonicalSpec(left) === canonicalSpec(right),
        );
        expect(diffSpecs(right, left)).toHaveLength(
          diffSpecs(left, right).length,
        );
      }),
    );
  });
});
