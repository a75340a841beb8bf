import { PolicyRule } from './PolicyRule';
import { argumentsExclusive } from './rules/argumentsExclusive';
import { bucketEncrypted } from './rules/bucketEncrypted';
import { bucketNotPublic } from './rules/bucketNotPublic';
import { bucketTlsOnly } from './rules/bucketTlsOnly';
import { cidrValid } from './rules/cidrValid';
import { clusterVersionEnding } from './rules/clusterVersionEnding';
import { clusterVersionSupported } from './rules/clusterVersionSupported';
import { dataEncrypted } from './rules/dataEncrypted';
import { databaseCopied } from './rules/databaseCopied';
import { databaseMultiAz } from './rules/databaseMultiAz';
import { databaseNotPublic } from './rules/databaseNotPublic';
import { databaseProtected } from './rules/databaseProtected';
import { federationPinned } from './rules/federationPinned';
import { firewallOnLoadBalancer } from './rules/firewallOnLoadBalancer';
import { firewallPrioritiesUnique } from './rules/firewallPrioritiesUnique';
import { httpsOnly } from './rules/httpsOnly';
import { iamNoWildcards } from './rules/iamNoWildcards';
import { ingressClosed } from './rules/ingressClosed';
import { networkNotManaged } from './rules/networkNotManaged';
import { noAccessKeys } from './rules/noAccessKeys';
import { nodeGroupSizes } from './rules/nodeGroupSizes';
import { nodesMetadataClosed } from './rules/nodesMetadataClosed';
import { nodesReachOut } from './rules/nodesReachOut';
import { subnetsApart } from './rules/subnetsApart';
import { valuesAccepted } from './rules/valuesAccepted';
import { zonesTakeClusters } from './rules/zonesTakeClusters';

/** The rules of the platform. */
export const policyRules: readonly PolicyRule[] = [
  argumentsExclusive,
  bucketEncrypted,
  bucketNotPublic,
  bucketTlsOnly,
  cidrValid,
  clusterVersionEnding,
  clusterVersionSupported,
  dataEncrypted,
  databaseCopied,
  databaseMultiAz,
  databaseNotPublic,
  databaseProtected,
  federationPinned,
  firewallOnLoadBalancer,
  firewallPrioritiesUnique,
  httpsOnly,
  iamNoWildcards,
  ingressClosed,
  networkNotManaged,
  noAccessKeys,
  nodeGroupSizes,
  nodesMetadataClosed,
  nodesReachOut,
  subnetsApart,
  valuesAccepted,
  zonesTakeClusters,
];
