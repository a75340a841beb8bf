import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { flowLogsKept } from './flowLogsKept';

describe('flowLogsKept', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(flowLogsKept, aFullSpec())).toEqual([]);
  });

  it('should find a production network without them, and name the field', () => {
    const spec = aFullSpec({
      network: { cidr: '10.2.0.0/16', flowLogs: false },
    });
    expect(violationsOf(flowLogsKept, spec)).toEqual([
      { resource: 'aws_vpc.network_vpc', path: 'spec.network.flowLogs' },
    ]);
  });

  it('should find one whose neighbour has them, in production alone', () => {
    const document = aDocument({
      'aws_vpc.a': {},
      'aws_vpc.b': {},
      'aws_flow_log.f': { vpc_id: '${aws_vpc.a.id}' },
    });
    expect(violationsIn(flowLogsKept, document, 'prod')).toMatchObject([
      { resource: 'aws_vpc.b' },
    ]);
    expect(violationsIn(flowLogsKept, document)).toEqual([]);
  });
});
