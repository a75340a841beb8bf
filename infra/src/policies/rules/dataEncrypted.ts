import { block, blocks, isExpression, isOff } from '../../document/attributes';
import { Attributes } from '../../document/TerraformDocument';
import { PolicyRule, violationsFrom } from '../PolicyRule';
import { listOf } from '../statements';

/** What a cluster encrypts; an expression where that is not known. */
function encryptedInCluster(attributes: Attributes): string[] {
  const given = block(attributes, 'encryption_config');
  return [...listOf(attributes.encryption_config), ...listOf(given.resources)];
}

/** What is missing from a resource of each type; an empty list where all is well. */
const CHECKS: Readonly<Record<string, (attributes: Attributes) => string[]>> = {
  aws_db_instance: attributes =>
    isOff(attributes, 'storage_encrypted') ? ['Its storage is not.'] : [],
  aws_rds_cluster: attributes =>
    attributes.engine_mode !== 'serverless' &&
    isOff(attributes, 'storage_encrypted')
      ? ['Its storage is not.']
      : [],
  aws_elasticache_replication_group: attributes => [
    ...(isOff(attributes, 'at_rest_encryption_enabled')
      ? ['Its snapshots are not.']
      : []),
    ...(isOff(attributes, 'transit_encryption_enabled')
      ? ['Its connections are not.']
      : []),
  ],
  aws_eks_cluster: attributes =>
    encryptedInCluster(attributes).some(
      what => what === 'secrets' || isExpression(what),
    )
      ? []
      : ['The secrets of the cluster are not.'],
  aws_launch_template: attributes =>
    blocks(attributes, 'block_device_mappings').some(
      device =>
        !isExpression(device.ebs) && isOff(block(device, 'ebs'), 'encrypted'),
    )
      ? ['The volumes of the nodes are not.']
      : [],
};

/** What is stored is encrypted: database, cache, cluster secrets, node volumes; and what goes to the cache. */
export const dataEncrypted: PolicyRule = {
  id: 'data-encrypted',
  severity: 'blocker',
  title:
    'Data must be encrypted where it is stored, and on its way to the cache',
  why: 'A copied snapshot or volume is readable by whoever holds it, unless it is encrypted; for a database it cannot be switched on later.',
  fix: 'Switch encryption on and use the key of the environment.',
  check: ({ resources }) =>
    resources
      .all()
      .flatMap(({ type, address, attributes }) =>
        violationsFrom(address, CHECKS[type]?.(attributes) ?? []),
      ),
};
