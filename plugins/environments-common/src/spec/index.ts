export { SPEC_API_VERSION } from './apiVersion';
export {
  backupCopyRegionOf,
  isCopiedBucket,
  type BackedUpPart,
} from './backupCopyRegionOf';
export {
  CLASS_DEFAULTS,
  DEFAULT_CLUSTER_VERSION,
  DEFAULT_DATABASE_VERSION,
  environmentClassSchema,
  type ClassDefaults,
  type EnvironmentClass,
  type NodeGroupDefaults,
} from './classes';
export {
  ACCESS_LEVELS,
  CONTROL_PLANE_LOGS,
  LOG_RETENTION_DAYS,
  type AccessLevel,
  type ClusterAccessEntry,
  type ExistingCluster,
  type MadeCluster,
} from './cluster';
export {
  DEFAULT_REGION,
  defaultSpecFor,
  type DefaultSpecOptions,
} from './defaultSpecFor';
export { diffSpecs, type SpecDifference } from './diffSpecs';
export { MANAGED_RULE_GROUPS } from './edge';
export { MAX_EDGE_PATHS, MAX_EDGE_PATH_DEPTH } from './edgeServices';
export {
  MIN_ZONES,
  specSchemaOf,
  type EnvironmentSpec,
  type EnvironmentSpecInput,
  type NodeGroup,
} from './EnvironmentSpec';
export { type ExistingNetwork } from './existingNetwork';
export { formatPath, type SpecIssue } from './issues';
export { environmentNameSchema, ownerRefSchema } from './metadata';
export { INTERFACE_ENDPOINTS, networkCidrSchema } from './network';
export {
  environmentSpecSchema,
  parseEnvironmentSpec,
  type ParsedSpec,
} from './parseEnvironmentSpec';
export { parseEnvironmentSpecText } from './parseEnvironmentSpecText';
export { SPEC_TEXT_LIMIT } from './readSpecText';
export {
  canonicalSpec,
  serializeEnvironmentSpec,
} from './serializeEnvironmentSpec';
export { PLATFORM_TAGS } from './tags';
export {
  expiresAt,
  EXPIRING_WITHIN_MS,
  isExpiring,
  TTL_MAX_DAYS,
  ttlSchema,
  ttlToMs,
} from './ttl';
export { waiverSchema, type Waiver } from './waivers';
export { windowsOverlap } from './windows';
