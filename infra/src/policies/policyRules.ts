import { PolicyRule } from './PolicyRule';
import { argumentsExclusive } from './rules/argumentsExclusive';
import { bucketEncrypted } from './rules/bucketEncrypted';
import { bucketNotPublic } from './rules/bucketNotPublic';
import { bucketTlsOnly } from './rules/bucketTlsOnly';
import { budgetSet } from './rules/budgetSet';
import { cacheFailsOver } from './rules/cacheFailsOver';
import { cidrValid } from './rules/cidrValid';
import { clusterAccessByEntries } from './rules/clusterAccessByEntries';
import { clusterAudited } from './rules/clusterAudited';
import { clusterEndpointPrivate } from './rules/clusterEndpointPrivate';
import { clusterVersionEnding } from './rules/clusterVersionEnding';
import { clusterVersionSupported } from './rules/clusterVersionSupported';
import { dataEncrypted } from './rules/dataEncrypted';
import { databaseCopied } from './rules/databaseCopied';
import { databaseMultiAz } from './rules/databaseMultiAz';
import { databaseNotPublic } from './rules/databaseNotPublic';
import { databaseProtected } from './rules/databaseProtected';
import { databaseTlsOnly } from './rules/databaseTlsOnly';
import { deletionProtected } from './rules/deletionProtected';
import { environmentExpires } from './rules/environmentExpires';
import { federationPinned } from './rules/federationPinned';
import { firewallOnLoadBalancer } from './rules/firewallOnLoadBalancer';
import { firewallPrioritiesUnique } from './rules/firewallPrioritiesUnique';
import { flowLogsKept } from './rules/flowLogsKept';
import { httpsOnly } from './rules/httpsOnly';
import { iamNoWildcards } from './rules/iamNoWildcards';
import { imagesChecked } from './rules/imagesChecked';
import { ingressClosed } from './rules/ingressClosed';
import { keysRotate } from './rules/keysRotate';
import { logsEnd } from './rules/logsEnd';
import { networkNotManaged } from './rules/networkNotManaged';
import { noAccessKeys } from './rules/noAccessKeys';
import { nodeGroupSizes } from './rules/nodeGroupSizes';
import { nodesMetadataClosed } from './rules/nodesMetadataClosed';
import { nodesReachOut } from './rules/nodesReachOut';
import { queueKeepsFailures } from './rules/queueKeepsFailures';
import { secretsNotWritten } from './rules/secretsNotWritten';
import { sizedForClass } from './rules/sizedForClass';
import { subnetsApart } from './rules/subnetsApart';
import { valuesAccepted } from './rules/valuesAccepted';
import { zonesTakeClusters } from './rules/zonesTakeClusters';

/** The rules of the platform. */
export const policyRules: readonly PolicyRule[] = [
  argumentsExclusive,
  bucketEncrypted,
  bucketNotPublic,
  bucketTlsOnly,
  budgetSet,
  cacheFailsOver,
  cidrValid,
  clusterAccessByEntries,
  clusterAudited,
  clusterEndpointPrivate,
  clusterVersionEnding,
  clusterVersionSupported,
  dataEncrypted,
  databaseCopied,
  databaseMultiAz,
  databaseNotPublic,
  databaseProtected,
  databaseTlsOnly,
  deletionProtected,
  environmentExpires,
  federationPinned,
  firewallOnLoadBalancer,
  firewallPrioritiesUnique,
  flowLogsKept,
  httpsOnly,
  iamNoWildcards,
  imagesChecked,
  ingressClosed,
  keysRotate,
  logsEnd,
  networkNotManaged,
  noAccessKeys,
  nodeGroupSizes,
  nodesMetadataClosed,
  nodesReachOut,
  queueKeepsFailures,
  secretsNotWritten,
  sizedForClass,
  subnetsApart,
  valuesAccepted,
  zonesTakeClusters,
];
