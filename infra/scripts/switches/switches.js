/**
 * The switches: each takes one protection out of a construct. The test that is
 * named for it must fail then. A row is
 *
 *   [protection, file, what stands there, what stands there without it]
 *
 * where the protection is the name of a test, of src/stack/protections.test.ts
 * unless a fifth entry names another file; the file is one of src/stack/constructs.
 */
const ACCESS = 'loadBalancerAccess.ts';
const API = 'ApiGateway.ts';
const BACKUP_COPY = 'BackupCopy.ts';
const BUCKET = 'Bucket.ts';
const BUCKET_COPY = 'BucketCopy.ts';
const CACHE = 'Cache.ts';
const CACHE_TOKEN = 'CacheToken.ts';
const CDN = 'Distribution.ts';
const CLUSTER = 'Cluster.ts';
const COPY_KEY = 'copyKey.ts';
const CONSUMER = 'Consumer.ts';
const DATABASE = 'Database.ts';
const DATABASE_INSTANCE = 'databaseInstance.ts';
const DATABASE_REPLICA = 'DatabaseReplica.ts';
const DEPLOY = 'DeployRole.ts';
const EDGE = 'Edge.ts';
const ENDPOINTS = 'InterfaceEndpoints.ts';
const FIREWALL = 'WebFirewall.ts';
const FIREWALL_LOG = 'FirewallLog.ts';
const KEY = 'EncryptionKey.ts';
const KEY_STATEMENTS = 'keyStatements.ts';
const NETWORK = 'Network.ts';
const NODES = 'NodeGroups.ts';
const QUEUE = 'Queue.ts';
const REGISTRY = 'Registry.ts';
const PROVISION = 'ProvisionRole.ts';
const ROUTING = 'Routing.ts';
const SERVICE_SECRETS = 'serviceSecrets.ts';
const STATE = 'StateStore.ts';
const TOPIC = 'Topic.ts';
const TRAIL = 'AuditTrail.ts';
const TRUST = 'workflowTrust.ts';
const WEB_ACL_RULES = 'webAclRules.ts';
const WORKLOAD = 'WorkloadRole.ts';
const WORKLOAD_STATEMENTS = 'workloadStatements.ts';
const WRITTEN = 'writtenLogGroup.ts';

const BOOTSTRAP_TEST = 'src/stack/bootstrapProtections.test.ts';
const CLUSTER_TEST = 'src/stack/clusterProtections.test.ts';
const EDGE_TEST = 'src/stack/edgeProtections.test.ts';
const GUARD_TEST = 'src/stack/guardProtections.test.ts';
const PLATFORM_TEST = 'src/stack/platformProtections.test.ts';
const STATE_TEST = 'src/stack/stateBackend.test.ts';
const STORE_TEST = 'src/stack/storeProtections.test.ts';

/** The first argument that a replica does not share with the database. */
const REPLICA = 'replicateSourceDb: primary.identifier,';

/** The addresses of everybody in place of a group. */
const ANYBODY = "cidrIpv4: '0.0.0.0/0',";

// One protection a line.
// prettier-ignore
const switches = [
  ['buckets block public access', BUCKET, 'blockPublicAcls: true', 'blockPublicAcls: false', PLATFORM_TEST],
  ['buckets block public access', BUCKET, 'blockPublicPolicy: true', 'blockPublicPolicy: false', PLATFORM_TEST],
  ['buckets block public access', BUCKET, 'ignorePublicAcls: true', 'ignorePublicAcls: false', PLATFORM_TEST],
  ['buckets block public access', BUCKET, 'restrictPublicBuckets: true', 'restrictPublicBuckets: false', PLATFORM_TEST],
  ['buckets know no ACLs', BUCKET, "'BucketOwnerEnforced'", "'ObjectWriter'", PLATFORM_TEST],
  ['buckets of data are encrypted with the key', BUCKET, 'kmsMasterKeyId: keyArn,', '', PLATFORM_TEST],
  ['buckets refuse whoever comes without TLS', BUCKET, "tlsOnly('s3:*', [bucket.arn, `${bucket.arn}/*`]),", '', PLATFORM_TEST],
  ['buckets of data keep old versions', BUCKET, "versioningConfiguration: { status: 'Enabled' }", "versioningConfiguration: { status: 'Suspended' }", PLATFORM_TEST],
  ['buckets of production are not destroyed with what they hold', BUCKET, 'forceDestroy: options.disposable', 'forceDestroy: true', PLATFORM_TEST],
  ['images are encrypted with the key', REGISTRY, "encryptionConfiguration: [{ encryptionType: 'KMS', kmsKey: keyArn }],", '', PLATFORM_TEST],
  ['images are looked through when they arrive', REGISTRY, 'scanOnPush: true', 'scanOnPush: false', PLATFORM_TEST],
  ['tags of images never move', REGISTRY, "'IMMUTABLE'", "'MUTABLE'", PLATFORM_TEST],
  ['repositories of production are not destroyed with what they hold', REGISTRY, 'forceDelete: disposable', 'forceDelete: true', PLATFORM_TEST],
  ['the database is encrypted', DATABASE_INSTANCE, 'storageEncrypted: true', 'storageEncrypted: false'],
  ['the database is not public', DATABASE_INSTANCE, 'publiclyAccessible: false', 'publiclyAccessible: true'],
  ['the password of the database is kept by AWS', DATABASE, 'manageMasterUserPassword: true', "password: 'portico'"],
  ['the database of production cannot be deleted', DATABASE_INSTANCE, 'deletionProtection: spec.deletionProtection', 'deletionProtection: false'],
  ['the database of production leaves a snapshot', DATABASE, 'skipFinalSnapshot: !spec.finalSnapshot', 'skipFinalSnapshot: true'],
  ['the database of production is backed up for a week', DATABASE, 'backupRetentionPeriod: spec.backupRetentionDays', 'backupRetentionPeriod: 0'],
  ['the database of production runs in two zones', DATABASE, 'multiAz: spec.multiAz', 'multiAz: false'],
  ['the database takes connections by TLS alone', DATABASE, "name: 'rds.force_ssl', value: '1'", "name: 'rds.force_ssl', value: '0'"],
  ['the database is encrypted', DATABASE_REPLICA, REPLICA, `${REPLICA} storageEncrypted: false,`],
  ['the database is not public', DATABASE_REPLICA, REPLICA, `${REPLICA} publiclyAccessible: true,`],
  ['the database of production cannot be deleted', DATABASE_REPLICA, REPLICA, `${REPLICA} deletionProtection: false,`],
  ['the password of the database is kept by AWS', DATABASE_REPLICA, REPLICA, `${REPLICA} manageMasterUserPassword: true,`],
  ['replicas of the database take its settings', DATABASE_REPLICA, REPLICA, `${REPLICA} parameterGroupName: 'default.postgres17',`, STORE_TEST],
  ['the database is watched every minute', DATABASE_INSTANCE, 'monitoringInterval: MONITORING_SECONDS', 'monitoringInterval: 0', STORE_TEST],
  ['the database is watched every minute', DATABASE_INSTANCE, 'monitoringRoleArn: monitoring.role.arn,', '', STORE_TEST],
  ['backups and maintenance of the database do not overlap', DATABASE, 'backupWindow: spec.backupWindow', "backupWindow: '05:00-06:00'", STORE_TEST],
  ['backups and maintenance of the database do not overlap', DATABASE_INSTANCE, 'maintenanceWindow: spec.maintenanceWindow,', '', STORE_TEST],
  ['backups of production are copied to a second region', DATABASE, 'this.#copyBackups(options, primary);', '', STORE_TEST],
  ['copies of backups are encrypted with a key of their region', BACKUP_COPY, 'kmsKeyId: key.arn,', '', STORE_TEST],
  ['copies of backups are encrypted with a key of their region', COPY_KEY, "    region,\n    description,", '    description,', STORE_TEST],
  ['the key is rotated', COPY_KEY, 'enableKeyRotation: true', 'enableKeyRotation: false'],
  ['the key of production can be brought back for a month', COPY_KEY, 'deletionWindowInDays: options.recoveryDays', 'deletionWindowInDays: 7'],
  ['buckets of backups of production are copied to a second region', 'Storage.ts', 'this.#copy(spec, bucket, options);', '', STORE_TEST],
  ['buckets of backups of production are copied to a second region', BUCKET_COPY, 'region: copyRegion,\n      keyArn', 'keyArn', STORE_TEST],
  ['copies of buckets are encrypted with a key of their region', BUCKET_COPY, 'keyArn: key.arn,', 'keyArn: options.sourceKeyArn,', STORE_TEST],
  ['what is deleted in a bucket stays in its copy', BUCKET_COPY, "deleteMarkerReplication: { status: 'Disabled' }", "deleteMarkerReplication: { status: 'Enabled' }", STORE_TEST],
  ['who copies a bucket can do nothing else', BUCKET_COPY, "'s3:ReplicateTags'", "'s3:ReplicateDelete'", STORE_TEST],
  ['who copies a bucket can do nothing else', BUCKET_COPY, "Resource: `${copy.arn}/*`", "Resource: '*'", STORE_TEST],
  ['the cache of production asks for a token', CACHE, 'authToken: token.value,', '', STORE_TEST],
  ['the token of the cache is in no file', CACHE_TOKEN, 'secretString: generated.randomPassword', "secretString: 'portico'", STORE_TEST],
  ['the token of the cache stays as it is', CACHE_TOKEN, "lifecycle: { ignoreChanges: ['secret_string'] },", '', STORE_TEST],
  ['secrets are encrypted with the key', CACHE_TOKEN, 'kmsKeyId: keyArn,', '', STORE_TEST],
  ['secrets of production can be brought back for a month', CACHE_TOKEN, 'recoveryWindowInDays: recoveryDays', 'recoveryWindowInDays: 0', STORE_TEST],
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
  ['logs are encrypted with the key and end some day', WRITTEN, 'kmsKeyId: options.keyArn,', ''],
  ['the key is rotated', KEY, 'enableKeyRotation: true', 'enableKeyRotation: false'],
  ['the key of production can be brought back for a month', KEY, 'deletionWindowInDays: deletionWindowDays', 'deletionWindowInDays: 7'],
  ['the firewall stands before the load balancer', FIREWALL, 'resourceArn: before.loadBalancerArn', 'resourceArn: webAcl.arn', EDGE_TEST],
  ['the firewall limits requests', FIREWALL, 'rateLimitRule(rateLimit, forwarded),', '', EDGE_TEST],
  ['the firewall blocks what its groups block', WEB_ACL_RULES, 'overrideAction: { none: {} }', 'overrideAction: { count: {} }', EDGE_TEST],
  ['the load balancer speaks TLS alone', EDGE, "protocol: 'HTTPS'", "protocol: 'HTTP'", EDGE_TEST],
  ['the load balancer speaks TLS 1.2 and later alone', EDGE, 'ELBSecurityPolicy-TLS13-1-2-2021-06', 'ELBSecurityPolicy-2016-08', EDGE_TEST],
  ['the load balancer drops headers that are not valid', EDGE, 'dropInvalidHeaderFields: true', 'dropInvalidHeaderFields: false', EDGE_TEST],
  ['the load balancer of production cannot be deleted', EDGE, 'enableDeletionProtection: options.deletionProtection', 'enableDeletionProtection: false', EDGE_TEST],
  ['what no path of a service leads to reaches no pod', EDGE, ': NOTHING_HERE,', ": { type: 'forward' },", EDGE_TEST],
  ['nothing but 443 is open to the internet', ACCESS, 'fromPort: 443', 'fromPort: 80', EDGE_TEST],
  ['the default security group is locked', NETWORK, 'tags: { Name: `${environment}-default-locked` }', "egress: [{ protocol: '-1', fromPort: 0, toPort: 0 }]"],
  ['all traffic of the network is logged', NETWORK, 'if (options.flowLogs)', 'if (!options.flowLogs)'],
  ['all traffic of the network is logged', 'FlowLogs.ts', "trafficType: 'ALL'", "trafficType: 'REJECT'"],
  ['the database tier has no way to the internet', ROUTING, '() => databaseTable', '() => publicTable'],
  ['the database tier has no endpoint of S3', ROUTING, 'this.#routePrivate();', '[...this.#routePrivate(), databaseTable];'],
  ['endpoints are reached by the nodes alone', ENDPOINTS, 'securityGroupIds: [group.id],', ''],
  ['endpoints are reached by the nodes alone', ENDPOINTS, 'port: HTTPS,', 'port: 80,'],
  ['endpoints are reached by the nodes alone', 'ClosedGroup.ts', 'referencedSecurityGroupId: source.securityGroupId,', ANYBODY],
  ['subnets give out no public addresses', 'Subnets.ts', 'mapPublicIpOnLaunch: false', 'mapPublicIpOnLaunch: true'],
  ['queues are encrypted with the key', QUEUE, 'kmsMasterKeyId: this.#options.keyArn,', '', PLATFORM_TEST],
  ['queues refuse whoever comes without TLS', QUEUE, "tlsOnly('sqs:*', queue.arn),", '', PLATFORM_TEST],
  ['queues take messages of their topic alone', QUEUE, "ArnEquals: { 'aws:SourceArn': this.#options.topicArn },", '', PLATFORM_TEST],
  ['queues give a message up to a dead-letter queue', QUEUE, 'deadLetterTargetArn: dead.arn,', '', PLATFORM_TEST],
  ['topics are encrypted with the key', TOPIC, 'kmsMasterKeyId: keyArn,', '', PLATFORM_TEST],
  ['topics refuse whoever comes without TLS', TOPIC, "tlsOnly('sns:Publish', topic.arn),", '', PLATFORM_TEST],
  ['settings of functions are encrypted with the key', CONSUMER, 'kmsKeyArn: keyArn,', '', PLATFORM_TEST],
  ['logs are encrypted with the key and end some day', WRITTEN, 'retentionInDays: options.logRetentionDays,', ''],
  ['logs are encrypted with the key and end some day', API, 'kmsKeyId: options.keyArn,', ''],
  ['logs are encrypted with the key and end some day', CONSUMER, 'retentionInDays: options.logRetentionDays,', ''],
  ['logs are encrypted with the key and end some day', FIREWALL_LOG, 'retentionInDays: options.logRetentionDays,', ''],
  ['visitors are sent to TLS', CDN, "'redirect-to-https'", "'allow-all'", EDGE_TEST],
  ['visitors come by TLS 1.2 and later alone', CDN, "minimumProtocolVersion: 'TLSv1.2_2021'", "minimumProtocolVersion: 'TLSv1'", EDGE_TEST],
  ['browsers are told to be careful', CDN, 'responseHeadersPolicyId: SECURITY_HEADERS,', '', EDGE_TEST],
  ['a firewall stands before CloudFront', CDN, 'webAclId: webAclArn,', '', EDGE_TEST],
  ['CloudFront speaks TLS to the load balancer', CDN, "'https-only'", "'http-only'", EDGE_TEST],
  ['behind CloudFront the load balancer has no public address', EDGE, 'internal: global !== undefined', 'internal: false', EDGE_TEST],
  ['behind CloudFront nobody else is let in', ACCESS, 'prefixListId: prefixes.id,', ANYBODY, EDGE_TEST],
  ['behind CloudFront the limit is that of the address that was passed on', WEB_ACL_RULES, "forwarded ? 'FORWARDED_IP' : 'IP'", "'IP'", EDGE_TEST],
  ['the firewall keeps out countries that are blocked', FIREWALL, '...blockedCountriesRule(options.blockedCountries, forwarded),', '', EDGE_TEST],
  ['what the firewall blocks is logged', FIREWALL_LOG, "['BLOCK', 'COUNT']", "['COUNT']", EDGE_TEST],
  ['logs of the firewall hold nothing that lets somebody in', FIREWALL_LOG, "['authorization', 'cookie']", "['authorization']", EDGE_TEST],
  ['the API slows its callers down', API, 'defaultRouteSettings: THROTTLE,', '', EDGE_TEST],
  ['calls of the API are logged', API, 'destinationArn: logGroup.arn,', '', EDGE_TEST],
  ['the API reaches the load balancer by a link into the network', API, "connectionType: 'VPC_LINK'", "connectionType: 'INTERNET'", EDGE_TEST],
  ['the API speaks TLS to the load balancer and looks at its certificate', API, 'tlsConfig: { serverNameToVerify: serverName },', '', EDGE_TEST],
  ['services of AWS write to buckets for this account alone', 'Storage.ts', "'aws:SourceArn': `arn:aws:elasticloadbalancing:${region}:${accountId}:loadbalancer/*`,", '', PLATFORM_TEST],
  ['services of AWS write to buckets for this account alone', TRAIL, 'Condition: { StringEquals: source },', '', PLATFORM_TEST],
  ['services of AWS write to buckets for this account alone', TRAIL, '...source,', '', PLATFORM_TEST],
  ['dead-letter queues take messages of their queue alone', QUEUE, "'byQueue'", "'allowAll'", PLATFORM_TEST],
  ['what a topic cannot deliver to a queue is not lost', QUEUE, 'redrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn }),', '', PLATFORM_TEST],
  ['services of AWS publish to topics for this account alone', TOPIC, "Condition: { StringEquals: { 'aws:SourceAccount': accountId } },", '', PLATFORM_TEST],
  ['functions give back the messages that failed', CONSUMER, "functionResponseTypes: ['ReportBatchItemFailures'],", '', PLATFORM_TEST],
  ['functions read their own queue alone', CONSUMER, 'Resource: queue.arn,', "Resource: '*',", PLATFORM_TEST],
  ['services of AWS use the key for this account alone', KEY_STATEMENTS, 'arn:aws:logs:${region}:${accountId}:log-group:*', 'arn:aws:logs:*:*:log-group:*', GUARD_TEST],
  ['services of AWS use the key for this account alone', KEY_STATEMENTS, 'arn:aws:sns:${region}:${accountId}:${alertsTopicName(', 'arn:aws:sns:*:*:${alertsTopicName(', GUARD_TEST],
  ['services of AWS use the key for this account alone', KEY_STATEMENTS, "Condition: { StringEquals: { 'aws:SourceArn': trailArn(place) } },", '', GUARD_TEST],
  ['the trail is encrypted with the key', TRAIL, 'kmsKeyId: keyArn,', '', GUARD_TEST],
  ['the trail sees every region', TRAIL, 'isMultiRegionTrail: true', 'isMultiRegionTrail: false', GUARD_TEST],
  ['the trail sees what belongs to no region', TRAIL, 'includeGlobalServiceEvents: true', 'includeGlobalServiceEvents: false', GUARD_TEST],
  ['the trail is not changed unnoticed', TRAIL, 'enableLogFileValidation: true', 'enableLogFileValidation: false', GUARD_TEST],
  ['the trail is written', TRAIL, 'enableLogging: true', 'enableLogging: false', GUARD_TEST],
  ['workflows of one repository and one environment alone deploy', TRUST, 'StringEquals: {', 'StringLike: {', GUARD_TEST],
  ['workflows of one repository and one environment alone deploy', TRUST, 'repo:${repository}:environment:${environment}', 'repo:${repository}:*', GUARD_TEST],
  ['workflows of one repository and one environment alone deploy', TRUST, '[`${ISSUER}:aud`]: GITHUB_AUDIENCE,', '', GUARD_TEST],
  ['who deploys cannot say who may enter the cluster', DEPLOY, 'AmazonEKSEditPolicy', 'AmazonEKSClusterAdminPolicy', GUARD_TEST],
  ['who deploys pushes to the repositories of the environment alone', DEPLOY, 'Resource: imageRepositoryArns', "Resource: '*'", GUARD_TEST],
  ['who deploys looks at the cluster of the environment alone', DEPLOY, 'Resource: cluster.arn', "Resource: '*'", GUARD_TEST],
  ['states are encrypted with a key of their own', STATE, 'keyArn: key.arn,', 'keyArn: undefined,', BOOTSTRAP_TEST],
  ['the bucket of the states is not destroyed', STATE, 'disposable: false', 'disposable: true', BOOTSTRAP_TEST],
  ['the bucket of the states is not destroyed', STATE, 'permanent: true', 'permanent: false', BOOTSTRAP_TEST],
  ['the key of the states is not destroyed', STATE, 'lifecycle: { preventDestroy: true },', '', BOOTSTRAP_TEST],
  ['the key of the states is rotated', STATE, 'enableKeyRotation: true', 'enableKeyRotation: false', BOOTSTRAP_TEST],
  ['what a state was can be read for a year', STATE, 'oldVersionDays: OLD_STATE_DAYS,', '', BOOTSTRAP_TEST],
  ['nobody rewrites what a state was', STATE, 'historyStays(arn), ', '', BOOTSTRAP_TEST],
  ['who builds one environment is kept out of the state of another', STATE, ', ...borders(arn)', '', BOOTSTRAP_TEST],
  ['who builds one environment is kept out of the state of another', PROVISION, 'environments/${this.environment}/*', 'environments/*', BOOTSTRAP_TEST],
  ['who builds an environment writes its own state alone', PROVISION, 'Resource: state,', 'Resource: `${bucketArn}/*`,', BOOTSTRAP_TEST],
  ['who builds an environment deletes nothing but its lock', PROVISION, 'Resource: `${state}.tflock`', 'Resource: state', BOOTSTRAP_TEST],
  ['workflows of one repository and one environment alone build', TRUST, 'repo:${repository}:environment:${environment}', 'repo:${repository}:*', BOOTSTRAP_TEST],
  ['AWS takes tokens of GitHub that were made for it alone', 'GithubIdentity.ts', 'clientIdList: [GITHUB_AUDIENCE]', "clientIdList: ['anybody']", BOOTSTRAP_TEST],
  ['a state has a key of its own, is encrypted and is locked by a file', 'StateBackend.ts', 'use_lockfile: true', 'use_lockfile: false', STATE_TEST],
  ['a state has a key of its own, is encrypted and is locked by a file', 'StateBackend.ts', 'environments/${environment}/', 'environments/', STATE_TEST],
  ['a state has a key of its own, is encrypted and is locked by a file', 'StateBackend.ts', 'encrypt: true', 'encrypt: false', STATE_TEST],
  ['pods do not get the role of their node', NODES, 'httpPutResponseHopLimit: 1', 'httpPutResponseHopLimit: 2', CLUSTER_TEST],
  ['roles of pods are for one service account alone', WORKLOAD, 'StringEquals: {', 'StringLike: {', CLUSTER_TEST],
  ['roles of pods are for one service account alone', WORKLOAD, "[`${issuer.host}:aud`]: 'sts.amazonaws.com',", '', CLUSTER_TEST],
  ['roles of pods are for one service account alone', WORKLOAD, ':${namespace}:${serviceAccount}', ':*', CLUSTER_TEST],
  ['the issuer of the cluster speaks to AWS alone', 'WorkloadRoles.ts', "clientIdList: ['sts.amazonaws.com']", "clientIdList: ['sts.amazonaws.com', 'kubernetes']", CLUSTER_TEST],
  ['the autoscaler moves the groups of this cluster alone', WORKLOAD_STATEMENTS, "[`aws:ResourceTag/k8s.io/cluster-autoscaler/${clusterName}`]: 'owned',", '', CLUSTER_TEST],
  ['pods register at the load balancer of this environment alone', WORKLOAD_STATEMENTS, 'Resource: targetGroupArns', "Resource: '*'", CLUSTER_TEST],
  ['the load balancer is made and changed by Terraform alone', WORKLOAD_STATEMENTS, "'elasticloadbalancing:DescribeTags',", "'elasticloadbalancing:*',", CLUSTER_TEST],
  ['pods read the secrets of this environment alone', SERVICE_SECRETS, '${name}-??????', '*', CLUSTER_TEST],
  ['pods read the secrets of this environment alone', SERVICE_SECRETS, 'secret:${environment}/', 'secret:*/', CLUSTER_TEST],
  ['pods read the secrets of this environment alone', WORKLOAD_STATEMENTS, 'Resource: secretArns', "Resource: '*'", CLUSTER_TEST],
  ['pods open secrets where they lie and nothing else', WORKLOAD_STATEMENTS, "'kms:ViaService': `secretsmanager.${region}.amazonaws.com`,", '', CLUSTER_TEST],
  ['services open events where they are and nothing else', WORKLOAD_STATEMENTS, "'kms:ViaService': ['sns', 'sqs']", "'kms:ViaService': ['sns', 'sqs', 's3']", CLUSTER_TEST],
  ['services tell and take events of this environment alone', WORKLOAD_STATEMENTS, 'Resource: topicArns', "Resource: '*'", CLUSTER_TEST],
  ['should let each service publish, and take from its own queue alone', WORKLOAD_STATEMENTS, 'Resource: queueArns', "Resource: '*'", 'src/stack/constructs/WorkloadRoles.test.ts'],
  ['should heed policies of the network', 'ClusterAddons.ts', "addonName === 'vpc-cni' ? ENFORCE_NETWORK_POLICIES : undefined", 'undefined', 'src/stack/constructs/Cluster.test.ts'],
  ['who is let into the cluster may do what the spec says and no more', 'ClusterAccess.ts', "edit: 'AmazonEKSEditPolicy'", "edit: 'AmazonEKSClusterAdminPolicy'", CLUSTER_TEST],
];

module.exports = { switches };
