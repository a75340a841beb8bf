import { PolicyRule } from './PolicyRule';
import { clusterVersionEnding } from './rules/clusterVersionEnding';
import { clusterVersionSupported } from './rules/clusterVersionSupported';
import { dataEncrypted } from './rules/dataEncrypted';
import { databaseCopied } from './rules/databaseCopied';
import { databaseMultiAz } from './rules/databaseMultiAz';
import { databaseNotPublic } from './rules/databaseNotPublic';
import { databaseProtected } from './rules/databaseProtected';
import { firewallOnLoadBalancer } from './rules/firewallOnLoadBalancer';
import { ingressClosed } from './rules/ingressClosed';
import { networkNotManaged } from './rules/networkNotManaged';
import { nodesReachOut } from './rules/nodesReachOut';

/** The rules of the platform. */
export const policyRules: readonly PolicyRule[] = [
  clusterVersionEnding,
  clusterVersionSupported,
  dataEncrypted,
  databaseCopied,
  databaseMultiAz,
  databaseNotPublic,
  databaseProtected,
  firewallOnLoadBalancer,
  ingressClosed,
  networkNotManaged,
  nodesReachOut,
];
