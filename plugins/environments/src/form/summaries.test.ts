import { aSpec } from '../__testUtils__/aSpec';
import { draftOf } from './formState';
import { setAt } from './paths';
import {
  clusterSummary,
  dataSummary,
  edgeSummary,
  networkSummary,
} from './summaries';

describe('summaries', () => {
  it('should sum each section up in one line', () => {
    const draft = draftOf(aSpec());
    expect(networkSummary(draft)).toBe(
      'us-west-2, 3 zones, 10.0.0.0/16, one NAT gateway',
    );
    expect(clusterSummary(draft)).toBe('2 x t3.medium, on demand');
    expect(dataSummary(draft)).toBe(
      'PostgreSQL on db.t3.micro, 20 GB, one zone; cache 1 x cache.t3.micro',
    );
    expect(edgeSummary(draft)).toBe(
      'load balancer, web firewall at 2,000 requests',
    );
    const served = setAt(draft, 'spec.edge.services', [
      { name: 'user', paths: ['/v1/users'] },
      { name: 'order', paths: ['/v1/orders'] },
    ]);
    expect(edgeSummary(served)).toBe(
      'load balancer of 2 services, web firewall at 2,000 requests',
    );
    expect(edgeSummary(setAt(served, 'spec.edge.waf', undefined))).toBe(
      'load balancer of 2 services without a web firewall',
    );
    expect(
      networkSummary(
        setAt(draft, 'spec.network', { existing: { vpcId: 'vpc-0a1b2c3d' } }),
      ),
    ).toBe('us-west-2, 3 zones, in vpc-0a1b2c3d, which exists already');
    expect(
      clusterSummary(
        setAt(draft, 'spec.cluster', { existing: { name: 'shared' } }),
      ),
    ).toBe('in shared, which exists already');
    const bare = ['cluster', 'database', 'cache', 'edge'].reduce(
      (spec, part) => setAt(spec, `spec.${part}`, undefined),
      draft,
    );
    expect(clusterSummary(bare)).toBe('no cluster');
    expect(dataSummary(bare)).toBe('no database; no cache');
    expect(edgeSummary(bare)).toBe('not reachable from outside');
  });
});
