import { z } from 'zod/v4';
import { findRegion, zoneNames } from '../network/regions';
import { MAX_ZONES } from '../network/subnetPlan';
import { apiVersionSchema } from './apiVersion';
import { budgetSchema } from './budget';
import { cacheSchema } from './cache';
import {
  CLASS_DEFAULTS,
  environmentClassSchema,
  type EnvironmentClass,
} from './classes';
import { clusterSchema } from './cluster';
import { databaseSchema } from './database';
import { edgeSchema } from './edge';
import { checkServicesHaveImages } from './edgeServices';
import { eventsSchema } from './events';
import { tiersWithOtherZones, type ExistingNetwork } from './existingNetwork';
import { fields, listOf, wholeNumber } from './fields';
import { metadataSchema } from './metadata';
import { networkSchema } from './network';
import { observabilitySchema } from './observability';
import { regionSchema } from './region';
import { registrySchema } from './registry';
import { securitySchema } from './security';
import { storageSchema } from './storage';
import { tagsSchema } from './tags';
import { ttlSchema } from './ttl';
import { waiversSchema } from './waivers';

/** The fewest zones: a cluster and a database that fails over need two. */
export const MIN_ZONES = 2;

const availabilityZonesSchema = z.union(
  [
    wholeNumber(MIN_ZONES, MAX_ZONES),
    listOf(z.string(), { min: MIN_ZONES, max: MAX_ZONES }),
  ],
  {
    error: `must be a number from ${MIN_ZONES} to ${MAX_ZONES}, or as many names of zones`,
  },
);

interface PlacedFields {
  class: EnvironmentClass;
  region: string;
  availabilityZones: number | string[];
  ttl?: string;
  network: { interfaceEndpoints?: string[]; existing?: ExistingNetwork };
  cluster?: { existing?: unknown };
  database?: { backupCopyRegion?: string };
  storage?: { backupCopyRegion?: string };
}

function zoneMessage(
  region: string,
  zones: number | string[],
): string | undefined {
  const entry = findRegion(region);
  if (!entry) return undefined;
  if (typeof zones === 'number') {
    return zones > entry.zones.length
      ? `must be at most ${entry.zones.length}, the zones of ${region}`
      : undefined;
  }
  const refused = zones.find(zone =>
    entry.zoneIdsWithoutCluster.includes(zone),
  );
  if (refused) {
    return `must not hold ${refused}: EKS takes no subnets there; write names of other zones, such as ${entry.zones[0]}`;
  }
  return zones.some(zone => !entry.zones.includes(zone))
    ? `must be zones of ${region}: ${entry.zones.join(', ')}`
    : undefined;
}

/** Endpoints have somebody who uses them; a network that exists has the zones of the environment. */
function checkNetwork(spec: PlacedFields, context: z.RefinementCtx) {
  const { region, availabilityZones, network } = spec;
  if (network.interfaceEndpoints?.length && !spec.cluster) {
    context.addIssue({
      code: 'custom',
      path: ['network', 'interfaceEndpoints'],
      message: 'must be left out without a cluster, whose nodes alone use them',
    });
  }
  if (spec.cluster?.existing && !network.existing) {
    context.addIssue({
      code: 'custom',
      path: ['cluster', 'existing'],
      message:
        'must be in a network that exists too: name the one of the cluster in network.existing',
    });
  }
  if (!network.existing || !findRegion(region)) return;
  const zones = zoneNames(region, availabilityZones);
  for (const { tier, message } of tiersWithOtherZones(
    network.existing,
    zones,
  )) {
    context.addIssue({
      code: 'custom',
      path: ['network', 'existing', 'subnets', tier],
      message,
    });
  }
}

function checkPlacement(spec: PlacedFields, context: z.RefinementCtx) {
  const message = zoneMessage(spec.region, spec.availabilityZones);
  if (message) {
    context.addIssue({ code: 'custom', path: ['availabilityZones'], message });
  }
  if (!message) checkNetwork(spec, context);
  if (spec.ttl !== undefined && !CLASS_DEFAULTS[spec.class].expires) {
    context.addIssue({
      code: 'custom',
      path: ['ttl'],
      message: `must be left out: an environment of class ${spec.class} does not expire`,
    });
  }
  for (const part of ['database', 'storage'] as const) {
    if (spec[part]?.backupCopyRegion !== spec.region) continue;
    context.addIssue({
      code: 'custom',
      path: [part, 'backupCopyRegion'],
      message: `must be another region than ${spec.region}, which the environment is in`,
    });
  }
}

function buildSchema(environmentClass: EnvironmentClass) {
  const defaults = CLASS_DEFAULTS[environmentClass];
  return fields({
    apiVersion: apiVersionSchema,
    kind: z.literal('Environment', { error: 'must be Environment' }),
    metadata: metadataSchema,
    spec: fields({
      class: environmentClassSchema,
      region: regionSchema,
      availabilityZones: availabilityZonesSchema.default(
        defaults.availabilityZones,
      ),
      network: networkSchema(defaults),
      cluster: clusterSchema(defaults).optional(),
      database: databaseSchema(defaults).optional(),
      cache: cacheSchema(defaults).optional(),
      storage: storageSchema.optional(),
      registry: registrySchema.optional(),
      edge: edgeSchema(defaults).optional(),
      events: eventsSchema.optional(),
      observability: observabilitySchema(defaults).prefault({}),
      security: securitySchema(defaults).prefault({}),
      budget: budgetSchema(defaults).optional(),
      ttl: ttlSchema.optional(),
      tags: tagsSchema.default({}),
      waivers: waiversSchema.default([]),
    })
      .superRefine(checkPlacement)
      .superRefine(checkServicesHaveImages),
  });
}

type SpecSchema = ReturnType<typeof buildSchema>;

/** The desired state of an environment, with every default filled in. */
export type EnvironmentSpec = z.output<SpecSchema>;

/** A spec as people write it: what has a default may be left out. */
export type EnvironmentSpecInput = z.input<SpecSchema>;

/** A group of worker nodes. */
export type NodeGroup = NonNullable<
  NonNullable<EnvironmentSpec['spec']['cluster']>['nodeGroups']
>[number];

const SCHEMAS: Readonly<Record<EnvironmentClass, SpecSchema>> = {
  dev: buildSchema('dev'),
  staging: buildSchema('staging'),
  prod: buildSchema('prod'),
};

/** The schema whose defaults are those of the class. */
export function specSchemaOf(environmentClass: EnvironmentClass): SpecSchema {
  return SCHEMAS[environmentClass];
}
