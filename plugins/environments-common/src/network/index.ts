export {
  cidrContains,
  cidrSize,
  cidrsOverlap,
  formatCidr,
  isPrivateCidr,
  NETWORK_PREFIXES,
  parseCidr,
  parseNetworkCidr,
  type Cidr,
  type ParsedCidr,
} from './cidr';
export {
  checkCidrFree,
  nextFreeCidr,
  type CidrCheck,
  type TakenCidr,
} from './freeCidr';
export {
  BACKUP_REGIONS,
  findRegion,
  REGIONS,
  zoneNames,
  type RegionEntry,
} from './regions';
export {
  MAX_ZONES,
  SUBNET_TIERS,
  subnetPlan,
  type PlannedSubnet,
  type SubnetTier,
} from './subnetPlan';
