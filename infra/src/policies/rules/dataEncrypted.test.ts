import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { dataEncrypted } from './dataEncrypted';

describe('dataEncrypted', () => {
  it('should accept an environment', () => {
    expect(violationsOf(dataEncrypted, aProdSpec())).toEqual([]);
    expect(violationsOf(dataEncrypted, aSpec())).toEqual([]);
  });

  it.each([
    ['aws_db_instance.x', {}, ['Its storage is not.']],
    ['aws_db_instance.x', { storage_encrypted: true }, []],
    [
      'aws_elasticache_replication_group.x',
      { at_rest_encryption_enabled: 'false' },
      ['Its snapshots are not.', 'Its connections are not.'],
    ],
    [
      'aws_elasticache_replication_group.x',
      { at_rest_encryption_enabled: 'true', transit_encryption_enabled: true },
      [],
    ],
    ['aws_rds_cluster.x', {}, ['Its storage is not.']],
    ['aws_rds_cluster.x', { storage_encrypted: true }, []],
    // What Aurora runs without machines of its own is always encrypted.
    ['aws_rds_cluster.x', { engine_mode: 'serverless' }, []],
    ['aws_eks_cluster.x', { encryption_config: '${var.encryption}' }, []],
    ['aws_eks_cluster.x', {}, ['The secrets of the cluster are not.']],
    [
      'aws_eks_cluster.x',
      { encryption_config: [{ resources: ['secrets'] }] },
      [],
    ],
    [
      'aws_launch_template.x',
      {
        block_device_mappings: [
          { ebs: { encrypted: 'true' } },
          { ebs: { volume_size: 20 } },
        ],
      },
      ['The volumes of the nodes are not.'],
    ],
  ])('should judge %s with %j', (address, attributes, details) => {
    expect(
      violationsIn(dataEncrypted, aDocument({ [address]: attributes })),
    ).toEqual(details.map(detail => ({ resource: address, detail })));
  });
});
