import { z } from 'zod/v4';

/** The three kinds of environment; production is the one with rules of its own. */
export const environmentClassSchema = z.enum(['dev', 'staging', 'prod']);

/** The class of an environment: dev, staging or prod. */
export type EnvironmentClass = z.infer<typeof environmentClassSchema>;

/** The node group that a class starts with. */
export interface NodeGroupDefaults {
  name: string;
  instanceType: string;
  capacity: 'on-demand' | 'spot';
  min: number;
  desired: number;
  max: number;
  diskGb: number;
}

/** What a class fills in where a spec says nothing, and what the form starts from. */
export interface ClassDefaults {
  title: string;
  /** Whether a time to live may be set. */
  expires: boolean;
  /** The time to live that the form proposes; null where the class has none. */
  ttl: string | null;
  budgetMonthly: string;
  availabilityZones: number;
  /** Whether backups are copied to a second region, where the region has one. */
  copiesBackups: boolean;
  network: {
    natGateways: 'none' | 'single' | 'per-zone';
    flowLogs: boolean;
  };
  cluster: {
    version: string;
    logRetentionDays: number;
    nodeGroup: NodeGroupDefaults;
  };
  database: {
    version: string;
    instanceClass: string;
    storageGb: number;
    maxStorageGb: number;
    multiAz: boolean;
    backupRetentionDays: number;
    deletionProtection: boolean;
    finalSnapshot: boolean;
  };
  cache: {
    nodeType: string;
    nodes: number;
    snapshotRetentionDays: number;
    /** Whether clients need a token; its secret costs a little. */
    authToken: boolean;
  };
  edge: { rateLimit: number; cloudFront: boolean; apiGateway: boolean };
  /** Whether people are called when something goes wrong; each alarm costs a little. */
  observability: { alarms: boolean };
  /** Whether everything that is done in the account is written down. */
  security: { auditTrail: boolean };
  /** Whether costs that are out of the ordinary are told. */
  budget: { anomalies: boolean };
}

/** The Kubernetes version of a new cluster: one in standard support. */
export const DEFAULT_CLUSTER_VERSION = '1.35';

/** The PostgreSQL major version of a new database; minor versions upgrade themselves. */
export const DEFAULT_DATABASE_VERSION = '17';

/** Sizes and defaults by class. */
export const CLASS_DEFAULTS: Readonly<Record<EnvironmentClass, ClassDefaults>> =
  {
    dev: {
      title: 'Development',
      expires: true,
      ttl: '14d',
      budgetMonthly: '300.00',
      availabilityZones: 3,
      copiesBackups: false,
      network: { natGateways: 'single', flowLogs: false },
      cluster: {
        version: DEFAULT_CLUSTER_VERSION,
        logRetentionDays: 7,
        nodeGroup: {
          name: 'general',
          instanceType: 't3.medium',
          capacity: 'on-demand',
          min: 1,
          desired: 2,
          max: 5,
          diskGb: 20,
        },
      },
      database: {
        version: DEFAULT_DATABASE_VERSION,
        instanceClass: 'db.t3.micro',
        storageGb: 20,
        maxStorageGb: 100,
        multiAz: false,
        backupRetentionDays: 7,
        deletionProtection: false,
        finalSnapshot: false,
      },
      cache: {
        nodeType: 'cache.t3.micro',
        nodes: 1,
        snapshotRetentionDays: 0,
        authToken: false,
      },
      edge: { rateLimit: 2000, cloudFront: false, apiGateway: false },
      observability: { alarms: false },
      security: { auditTrail: false },
      budget: { anomalies: false },
    },
    staging: {
      title: 'Staging',
      expires: true,
      ttl: null,
      budgetMonthly: '600.00',
      availabilityZones: 3,
      copiesBackups: false,
      network: { natGateways: 'single', flowLogs: true },
      cluster: {
        version: DEFAULT_CLUSTER_VERSION,
        logRetentionDays: 30,
        nodeGroup: {
          name: 'general',
          instanceType: 't3.large',
          capacity: 'on-demand',
          min: 2,
          desired: 3,
          max: 6,
          diskGb: 20,
        },
      },
      database: {
        version: DEFAULT_DATABASE_VERSION,
        instanceClass: 'db.t3.medium',
        storageGb: 50,
        maxStorageGb: 200,
        multiAz: false,
        backupRetentionDays: 7,
        deletionProtection: false,
        finalSnapshot: true,
      },
      cache: {
        nodeType: 'cache.t3.small',
        nodes: 1,
        snapshotRetentionDays: 1,
        authToken: true,
      },
      edge: { rateLimit: 2000, cloudFront: false, apiGateway: false },
      observability: { alarms: true },
      security: { auditTrail: false },
      budget: { anomalies: true },
    },
    prod: {
      title: 'Production',
      expires: false,
      ttl: null,
      budgetMonthly: '2000.00',
      availabilityZones: 3,
      copiesBackups: true,
      network: { natGateways: 'per-zone', flowLogs: true },
      cluster: {
        version: DEFAULT_CLUSTER_VERSION,
        logRetentionDays: 90,
        nodeGroup: {
          name: 'general',
          instanceType: 'm6i.large',
          capacity: 'on-demand',
          min: 3,
          desired: 3,
          max: 9,
          diskGb: 50,
        },
      },
      database: {
        version: DEFAULT_DATABASE_VERSION,
        instanceClass: 'db.r6g.large',
        storageGb: 100,
        maxStorageGb: 1000,
        multiAz: true,
        backupRetentionDays: 7,
        deletionProtection: true,
        finalSnapshot: true,
      },
      cache: {
        nodeType: 'cache.m6g.large',
        nodes: 2,
        snapshotRetentionDays: 7,
        authToken: true,
      },
      edge: { rateLimit: 2000, cloudFront: true, apiGateway: false },
      observability: { alarms: true },
      security: { auditTrail: true },
      budget: { anomalies: true },
    },
  };
