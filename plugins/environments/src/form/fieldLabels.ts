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
  'spec.edge.services': 'Services behind the load balancer',
  'spec.edge.cloudFront': 'CloudFront',
  'spec.edge.apiGateway': 'API gateway',
  'spec.edge.domainName': 'Host name',
  'spec.edge.waf': 'Web firewall',
  'spec.edge.waf.rateLimit': 'Requests of one address',
  'spec.budget.monthly': 'Monthly budget',
};

/** Parts that a spec has several of, each with a name. */
const LISTS: Readonly<
  Record<
    string,
    { one: string; part: string; labels: Readonly<Record<string, string>> }
  >
> = {
  'spec.cluster.nodeGroups': {
    one: 'Node group',
    part: 'group',
    labels: {
      name: 'Group name',
      instanceType: 'Instance type',
      capacity: 'Capacity',
      min: 'Fewest nodes',
      desired: 'Nodes at the start',
      max: 'Most nodes',
      diskGb: 'Disk',
    },
  },
  'spec.edge.services': {
    one: 'Service',
    part: 'service',
    labels: { name: 'Service name', paths: 'Paths' },
  },
};

/** The label of a field, as the form writes it; the path itself where there is no field. */
export function fieldLabel(path: string): string {
  const known = LABELS[path];
  if (known) return known;
  const [first, second, third, name, key] = pathParts(path);
  const list = LISTS[[first, second, third].join('.')];
  if (!list) return path;
  const label = typeof key === 'string' ? list.labels[key] : undefined;
  // A difference names the part, an issue gives its place.
  const isPlace = typeof name === 'number';
  const which = isPlace ? String(name + 1) : name;
  if (!label) return `${list.one} ${which}`;
  return `${label} (${isPlace ? `${list.part} ` : ''}${which})`;
}
