import { createHash } from 'node:crypto';
import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
import { EksAccessPolicyAssociation } from '@cdktf/provider-aws/lib/eks-access-policy-association';
import {
  AccessLevel,
  ClusterAccessEntry,
} from '@portico/plugin-environments-common';
import { Construct } from 'constructs';

/** Who may work with a cluster. */
export interface ClusterAccessOptions {
  readonly clusterName: string;
  readonly access: readonly ClusterAccessEntry[];
}

/** The policies of EKS by the words of a spec. */
const POLICIES: Readonly<Record<AccessLevel, string>> = {
  admin: 'AmazonEKSClusterAdminPolicy',
  edit: 'AmazonEKSEditPolicy',
  view: 'AmazonEKSViewPolicy',
};

/** Lets people and machines into a cluster, each by name and with one level. */
export class ClusterAccess extends Construct {
  constructor(scope: Construct, id: string, options: ClusterAccessOptions) {
    super(scope, id);
    const { clusterName } = options;
    for (const { principalArn, level } of options.access) {
      const part = partOf(principalArn);
      const entry = new EksAccessEntry(this, part, {
        clusterName,
        principalArn,
      });
      new EksAccessPolicyAssociation(this, `${part}-policy`, {
        clusterName,
        principalArn: entry.principalArn,
        policyArn: `arn:aws:eks::aws:cluster-access-policy/${POLICIES[level]}`,
        accessScope: { type: 'cluster' },
      });
    }
  }
}

/** A name that stays when others come and go; names of two accounts or paths may be the same. */
function partOf(principalArn: string): string {
  const name = principalArn.split('/').at(-1) ?? '';
  const hash = createHash('sha256').update(principalArn).digest('hex');
  return `${name.replace(/\W+/g, '-')}-${hash.slice(0, 6)}`;
}
