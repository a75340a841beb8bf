/**
 * The switches: each takes one protection out of a construct. The test that is
 * named for it must fail then. A row is
 *
 *   [protection, file, what stands there, what stands there without it]
 *
 * where the protection is the name of a test, of src/stack/protections.test.ts
 * unless a fifth entry names another file; the file is one of src/stack/constructs.
 */
const BUCKET = 'Bucket.ts';
const CACHE = 'Cache.ts';
const CLUSTER = 'Cluster.ts';
const DATABASE = 'Database.ts';
const EDGE = 'Edge.ts';
const FIREWALL = 'WebFirewall.ts';
const KEY = 'EncryptionKey.ts';
const NETWORK = 'Network.ts';
const NODES = 'NodeGroups.ts';
const QUEUE = 'Queue.ts';
const REGISTRY = 'Registry.ts';
const ROUTING = 'Routing.ts';
const TOPIC = 'Topic.ts';

/** The addresses of everybody in place of a group. */
const ANYBODY = "cidrIpv4: '0.0.0.0/0',";
const TLS_DENIED = "'aws:SecureTransport': 'false'";
const TLS_OPEN = "'aws:SecureTransport': 'no'";

// One protection a line.
// prettier-ignore
const switches = [
  ['buckets block public access', BUCKET, 'blockPublicAcls: true', 'blockPublicAcls: false'],
  ['buckets block public access', BUCKET, 'blockPublicPolicy: true', 'blockPublicPolicy: false'],
  ['buckets block public access', BUCKET, 'ignorePublicAcls: true', 'ignorePublicAcls: false'],
  ['buckets block public access', BUCKET, 'restrictPublicBuckets: true', 'restrictPublicBuckets: false'],
  ['buckets know no ACLs', BUCKET, "'BucketOwnerEnforced'", "'ObjectWriter'"],
  ['buckets of data are encrypted with the key', BUCKET, 'kmsMasterKeyId: keyArn,', ''],
  ['buckets refuse whoever comes without TLS', BUCKET, 'tlsOnly(bucket.arn),', ''],
  ['buckets of data keep old versions', BUCKET, "versioningConfiguration: { status: 'Enabled' }", "versioningConfiguration: { status: 'Suspended' }"],
  ['buckets of production are not destroyed with what they hold', BUCKET, 'forceDestroy: options.disposable', 'forceDestroy: true'],
  ['images are encrypted with the key', REGISTRY, "encryptionConfiguration: [{ encryptionType: 'KMS', kmsKey: keyArn }],", ''],
  ['images are looked through when they arrive', REGISTRY, 'scanOnPush: true', 'scanOnPush: false'],
  ['tags of images never move', REGISTRY, "'IMMUTABLE'", "'MUTABLE'"],
  ['repositories of production are not destroyed with what they hold', REGISTRY, 'forceDelete: disposable', 'forceDelete: true'],
  ['the database is encrypted', DATABASE, 'storageEncrypted: true', 'storageEncrypted: false'],
  ['the database is not public', DATABASE, 'publiclyAccessible: false', 'publiclyAccessible: true'],
  ['the password of the database is kept by AWS', DATABASE, 'manageMasterUserPassword: true', "password: 'portico'"],
  ['the database of production cannot be deleted', DATABASE, 'deletionProtection: spec.deletionProtection', 'deletionProtection: false'],
  ['the database of production leaves a snapshot', DATABASE, 'skipFinalSnapshot: !spec.finalSnapshot', 'skipFinalSnapshot: true'],
  ['the database of production is backed up for two weeks', DATABASE, 'backupRetentionPeriod: spec.backupRetentionDays', 'backupRetentionPeriod: 0'],
  ['the database of production runs in two zones', DATABASE, 'multiAz: spec.multiAz', 'multiAz: false'],
  ['the database takes connections by TLS alone', DATABASE, "name: 'rds.force_ssl', value: '1'", "name: 'rds.force_ssl', value: '0'"],
  ['databases and caches are reached by groups, never by addresses', 'ClosedGroup.ts', 'referencedSecurityGroupId: source.securityGroupId,', ANYBODY],
  ['the cache is encrypted on the wire', CACHE, 'transitEncryptionEnabled: true', 'transitEncryptionEnabled: false'],
  ['the cache is encrypted at rest', CACHE, "atRestEncryptionEnabled: 'true'", "atRestEncryptionEnabled: 'false'"],
  ['the cache of production fails over', CACHE, 'automaticFailoverEnabled: replicated', 'automaticFailoverEnabled: false'],
  ['nodes give their role to IMDSv2 alone', NODES, "httpTokens: 'required'", "httpTokens: 'optional'"],
  ['disks of nodes are encrypted', NODES, "encrypted: 'true'", "encrypted: 'false'"],
  ['nodes and their disks are tagged', NODES, "['instance', 'volume']", "['instance']"],
  ['secrets of the cluster are encrypted with the key', CLUSTER, "encryptionConfig: { resources: ['secrets'], provider: { keyArn } },", ''],
  ['the endpoint of the cluster is private', CLUSTER, 'endpointPublicAccess: spec.endpoint.public', 'endpointPublicAccess: true'],
  ['the cluster of production cannot be deleted', CLUSTER, 'deletionProtection: options.deletionProtection', 'deletionProtection: false'],
  ['the cluster writes an audit log', CLUSTER, '[...spec.controlPlaneLogs]', '[]'],
  ['the cluster does not slip into extended support', CLUSTER, "supportType: 'STANDARD'", "supportType: 'EXTENDED'"],
  ['access to the cluster is given by entries, not by a config map', CLUSTER, "authenticationMode: 'API'", "authenticationMode: 'CONFIG_MAP'"],
  ['logs are encrypted with the key and end some day', CLUSTER, 'retentionInDays: spec.logRetentionDays,', ''],
  ['logs are encrypted with the key and end some day', 'FlowLogs.ts', 'kmsKeyId: keyArn,', ''],
  ['the key is rotated', KEY, 'enableKeyRotation: true', 'enableKeyRotation: false'],
  ['the key of production can be brought back for a month', KEY, 'deletionWindowInDays: deletionWindowDays', 'deletionWindowInDays: 7'],
  ['the firewall stands before the load balancer', FIREWALL, 'resourceArn: options.loadBalancerArn', 'resourceArn: webAcl.arn'],
  ['the firewall limits requests', FIREWALL, 'rateLimitRule(rateLimit),', ''],
  ['the firewall blocks what its groups block', 'webAclRules.ts', 'overrideAction: { none: {} }', 'overrideAction: { count: {} }'],
  ['the load balancer speaks TLS alone', EDGE, "protocol: 'HTTPS'", "protocol: 'HTTP'"],
  ['the load balancer speaks TLS 1.2 and later alone', EDGE, 'ELBSecurityPolicy-TLS13-1-2-2021-06', 'ELBSecurityPolicy-2016-08'],
  ['the load balancer drops headers that are not valid', EDGE, 'dropInvalidHeaderFields: true', 'dropInvalidHeaderFields: false'],
  ['the load balancer of production cannot be deleted', EDGE, 'enableDeletionProtection: options.deletionProtection', 'enableDeletionProtection: false'],
  ['nothing but 443 is open to the internet', EDGE, 'fromPort: 443', 'fromPort: 80'],
  ['the default security group is locked', NETWORK, 'tags: { Name: `${environment}-default-locked` }', "egress: [{ protocol: '-1', fromPort: 0, toPort: 0 }]"],
  ['all traffic of the network is logged', NETWORK, 'if (options.flowLogs)', 'if (!options.flowLogs)'],
  ['all traffic of the network is logged', 'FlowLogs.ts', "trafficType: 'ALL'", "trafficType: 'REJECT'"],
  ['the database tier has no way to the internet', ROUTING, '() => databaseTable', '() => publicTable'],
  ['subnets give out no public addresses', 'Subnets.ts', 'mapPublicIpOnLaunch: false', 'mapPublicIpOnLaunch: true'],
  ['queues are encrypted with the key', QUEUE, 'kmsMasterKeyId: this.#options.keyArn,', ''],
  ['queues refuse whoever comes without TLS', QUEUE, TLS_DENIED, TLS_OPEN],
  ['queues take messages of their topic alone', QUEUE, "ArnEquals: { 'aws:SourceArn': this.#options.topicArn },", ''],
  ['queues give a message up to a dead-letter queue', QUEUE, 'deadLetterTargetArn: dead.arn,', ''],
  ['topics are encrypted with the key', TOPIC, 'kmsMasterKeyId: keyArn,', ''],
  ['topics refuse whoever comes without TLS', TOPIC, TLS_DENIED, TLS_OPEN],
  ['settings of functions are encrypted with the key', 'Consumer.ts', 'kmsKeyArn: keyArn,', ''],
];

module.exports = { switches };
