import { isBlocking } from '@portico/plugin-environments-common';
import { anExistingNetwork, aFullSpec, aSpec } from '../../__testUtils__/aSpec';
import { BUILD_MS, builtSchema } from '../../__testUtils__/builtWorker';
import { resourcesOf, synthesized } from '../../__testUtils__/synthesized';
import { TODAY } from '../../__testUtils__/violations';
import { checkPolicies } from '../../policies/checkPolicies';
import { estimateDocument } from '../../pricing/estimateDocument';
import { validateDocument } from '../../validate/validateDocument';

const GROUP =
  '${data.aws_eks_cluster.cluster_cluster.vpc_config[0].cluster_security_group_id}';

const sections = (nodeSecurityGroupId?: string) => ({
  network: anExistingNetwork(),
  cluster: { existing: { name: 'shared', nodeSecurityGroupId } },
});
const spec = aSpec(sections());

/** Whom the database and the cache let in. */
function letIn(nodeSecurityGroupId?: string) {
  return resourcesOf(aSpec(sections(nodeSecurityGroupId)))
    .ofType('aws_vpc_security_group_ingress_rule')
    .filter(({ module }) => module !== 'edge')
    .map(({ attributes }) => attributes.referenced_security_group_id);
}

describe('ExistingCluster', () => {
  it('should look the cluster up, and make nothing of it', () => {
    expect(synthesized(spec).data?.aws_eks_cluster).toMatchObject({
      cluster_cluster: { name: 'shared' },
    });
    const types = resourcesOf(spec)
      .all()
      .filter(({ type, module }) => /_eks_/.test(type) || module === 'cluster');
    expect(types).toEqual([]);
  });

  it('should let its nodes reach the database and the cache', () => {
    expect(letIn()).toEqual([GROUP, GROUP]);
    const own = 'sg-0a1b2c3d4e5f60718';
    expect(letIn(own)).toEqual([own, own]);
  });

  it('should tell where it is', () => {
    expect(synthesized(spec).output).toMatchObject({
      cluster_name: { value: 'shared' },
      cluster_endpoint: {
        value: '${data.aws_eks_cluster.cluster_cluster.endpoint}',
      },
    });
  });

  it('should not be in the estimate, and break no policy', () => {
    const document = synthesized(spec);
    const { lines } = estimateDocument(document, {
      region: 'us-west-2',
      now: TODAY,
    });
    expect(lines.filter(({ module }) => module === 'cluster')).toEqual([]);
    const findings = checkPolicies(document, { spec, now: TODAY });
    expect(findings.filter(isBlocking)).toEqual([]);
  });

  it(
    'should hold nothing that the provider does not know, with all that a spec can ask for',
    async () => {
      const full = synthesized(aFullSpec(sections()));
      expect(validateDocument(full, await builtSchema())).toEqual([]);
    },
    BUILD_MS,
  );
});
