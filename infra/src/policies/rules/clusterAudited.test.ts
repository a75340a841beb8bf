import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { clusterAudited } from './clusterAudited';

function withLogs(logs: unknown) {
  return aDocument({
    'aws_eks_cluster.c': { enabled_cluster_log_types: logs },
  });
}

describe('clusterAudited', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(clusterAudited, aFullSpec())).toEqual([]);
  });

  it.each([[['api', 'audit']], [['${var.log}']], ['${var.logs}']])(
    'should accept %j',
    logs => {
      expect(violationsIn(clusterAudited, withLogs(logs))).toEqual([]);
    },
  );

  it.each([[undefined], [[]], [['api']]])('should find %j', logs => {
    expect(violationsIn(clusterAudited, withLogs(logs))).toEqual([
      {
        resource: 'aws_eks_cluster.c',
        path: 'spec.cluster.controlPlaneLogs',
      },
    ]);
  });
});
