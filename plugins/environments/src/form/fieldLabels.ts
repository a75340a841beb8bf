import { pathParts } from './paths';

const LABELS: Readonly<Record<string, string>> = {
  'metadata.name': 'Name',
  'metadata.owner': 'Owner',
  'metadata.description': 'Description',
  'spec.class': 'Class',
  'spec.ttl': 'Time to live',
  'spec.region': 'Region',
  'spec.availabilityZones': 'Availability zones',
  'spec.network.cidr': 'Network block',
  'spec.network.existing': 'Network that exists',
  'spec.network.natGateways': 'NAT gateways',
  'spec.network.flowLogs': 'Flow logs',
  'spec.network.interfaceEndpoints': 'Interface endpoints',
  'spec.cluster': 'Cluster',
  'spec.cluster.existing': 'Cluster that exists',
  'spec.cluster.version': 'Kubernetes version',
  'spec.cluster.nodeGroups': 'Node groups',
  'spec.cluster.access': 'Who may work with the cluster',
  'spec.database': 'Database',
  'spec.database.version': 'PostgreSQL version',
  'spec.database.instanceClass': 'Database class',
  'spec.database.storageGb': 'Storage',
  'spec.database.maxStorageGb': 'Storage limit',
  'spec.database.multiAz': 'Second zone for the database',
  'spec.database.readReplicas': 'Read replicas',
  'spec.database.backupRetentionDays': 'Days of backups',
  'spec.database.backupWindow': 'Time of backups',
  'spec.database.backupCopyRegion': 'Region of copied backups',
  'spec.database.maintenanceWindow': 'Time of maintenance',
  'spec.cache': 'Cache',
  'spec.cache.engine': 'Cache engine',
  'spec.cache.nodeType': 'Cache node type',
  'spec.cache.nodes': 'Cache nodes',
  'spec.cache.authToken': 'Token for the cache',
  'spec.edge': 'Edge',
  'spec.edge.waf': 'Web firewall',
  'spec.edge.waf.rateLimit': 'Requests of one address',
  'spec.budget.monthly': 'Monthly budget',
};

const NODE_GROUP_LABELS: Readonly<Record<string, string>> = {
  name: 'Group name',
  instanceType: 'Instance type',
  capacity: 'Capacity',
  min: 'Fewest nodes',
  desired: 'Nodes at the start',
  max: 'Most nodes',
  diskGb: 'Disk',
};

/** The label of a field, as the form writes it; the path itself where there is no field. */
export function fieldLabel(path: string): string {
  const known = LABELS[path];
  if (known) return known;
  const parts = pathParts(path);
  if (parts.slice(0, 3).join('.') === 'spec.cluster.nodeGroups') {
    const [, , , group, key] = parts;
    const label = typeof key === 'string' ? NODE_GROUP_LABELS[key] : undefined;
    // A difference names the group, an issue gives its place.
    const which = typeof group === 'number' ? `group ${group + 1}` : group;
    return label ? `${label} (${which})` : `Node group ${which}`;
  }
  return path;
}
