import { EksAddon } from '@cdktf/provider-aws/lib/eks-addon';
import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
import { Construct } from 'constructs';
import { ServiceRole } from './ServiceRole';

/** The cluster that gets the add-ons. */
export interface ClusterAddonsOptions {
  readonly environment: string;
  readonly clusterName: string;
}

/** Nodes without the network add-on never become ready. */
const BEFORE_NODES = [
  'vpc-cni',
  'kube-proxy',
  'eks-pod-identity-agent',
] as const;

/** These run as pods and wait for nodes; created earlier they count as degraded. */
const AFTER_NODES = [
  'coredns',
  'metrics-server',
  'aws-ebs-csi-driver',
] as const;

/** Without it policies of the network are taken and not heeded. */
const ENFORCE_NETWORK_POLICIES = JSON.stringify({
  enableNetworkPolicy: 'true',
});

type AddonName = (typeof BEFORE_NODES)[number] | (typeof AFTER_NODES)[number];

/** The add-ons that EKS offers and this platform uses; their versions follow the cluster's. */
export class ClusterAddons extends Construct {
  readonly beforeNodes: EksAddon[];
  readonly #options: ClusterAddonsOptions;

  constructor(scope: Construct, id: string, options: ClusterAddonsOptions) {
    super(scope, id);
    this.#options = options;
    this.beforeNodes = BEFORE_NODES.map(name => this.#addon(name, []));
  }

  /** Installs what needs nodes, after the given groups. */
  installAfter(groups: EksNodeGroup[]): void {
    AFTER_NODES.forEach(name => this.#addon(name, groups));
  }

  #addon(addonName: AddonName, dependsOn: EksNodeGroup[]): EksAddon {
    return new EksAddon(this, addonName, {
      clusterName: this.#options.clusterName,
      addonName,
      resolveConflictsOnCreate: 'OVERWRITE',
      resolveConflictsOnUpdate: 'PRESERVE',
      configurationValues:
        addonName === 'vpc-cni' ? ENFORCE_NETWORK_POLICIES : undefined,
      podIdentityAssociation:
        addonName === 'aws-ebs-csi-driver' ? [this.#volumeAccess()] : undefined,
      dependsOn,
    });
  }

  #volumeAccess() {
    const { role } = new ServiceRole(this, 'volume-role', {
      name: `${this.#options.environment}-ebs-csi`,
      service: 'pods.eks.amazonaws.com',
      managedPolicies: ['service-role/AmazonEBSCSIDriverPolicy'],
    });
    return { roleArn: role.arn, serviceAccount: 'ebs-csi-controller-sa' };
  }
}
