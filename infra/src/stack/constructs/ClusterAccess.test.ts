import { ClusterAccessEntry } from '@portico/plugin-environments-common';
import { aSpec } from '../../__testUtils__/aSpec';
import { planOf } from '../../__testUtils__/plans';
import { resourcesOf } from '../../__testUtils__/synthesized';

const ROLE = 'arn:aws:iam::123456789012:role';

const entry = (
  name: string,
  level: ClusterAccessEntry['level'],
): ClusterAccessEntry => ({ principalArn: `${ROLE}/${name}`, level });

describe('ClusterAccess', () => {
  it('should let in whom the spec names, with the policy of the level', () => {
    const resources = resourcesOf(
      aSpec({
        cluster: {
          access: [
            entry('platform', 'admin'),
            entry('checkout', 'edit'),
            entry('audit', 'view'),
          ],
        },
      }),
    );
    expect(
      resources
        .ofType('aws_eks_access_entry')
        .map(({ attributes }) => attributes.principal_arn),
    ).toEqual([`${ROLE}/audit`, `${ROLE}/checkout`, `${ROLE}/platform`]);
    expect(
      resources
        .ofType('aws_eks_access_policy_association')
        .map(({ attributes }) => [
          String(attributes.policy_arn).split('/')[1],
          attributes.access_scope,
        ]),
    ).toEqual([
      ['AmazonEKSViewPolicy', { type: 'cluster' }],
      ['AmazonEKSEditPolicy', { type: 'cluster' }],
      ['AmazonEKSClusterAdminPolicy', { type: 'cluster' }],
    ]);
  });

  it('should let nobody else in', () => {
    expect(resourcesOf(aSpec()).ofType('aws_eks_access_entry')).toEqual([]);
  });

  it('should tell two of one name apart', () => {
    const access = [entry('a/ops', 'view'), entry('b/ops', 'view')];
    expect(
      resourcesOf(aSpec({ cluster: { access } })).ofType(
        'aws_eks_access_entry',
      ),
    ).toHaveLength(2);
  });

  it('should leave the others alone when one goes', () => {
    const access = [entry('a', 'view'), entry('b', 'edit')];
    expect(
      planOf({ cluster: { access } }, { cluster: { access: access.slice(1) } })
        .summary,
    ).toEqual({ add: 0, change: 0, replace: 0, destroy: 2 });
  });
});
