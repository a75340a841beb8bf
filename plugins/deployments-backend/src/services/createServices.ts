import type {
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { Knex } from 'knex';
import type { DeploymentsConfig } from '../config/readDeploymentsConfig';
import { ChangeStore } from '../database/ChangeStore';
import { DatabaseMarkStore } from '../database/DatabaseMarkStore';
import { DeploymentStore } from '../database/DeploymentStore';
import { HistoryHeads } from '../database/HistoryHeads';
import { IncidentStore } from '../database/IncidentStore';
import { SightingStore } from '../database/SightingStore';
import { SampleKeeper } from '../samples/SampleKeeper';
import { AlertService } from './AlertService';
import { DeploymentAccess } from './DeploymentAccess';
import { DeploymentService } from './DeploymentService';
import { DeploymentSignals } from './DeploymentSignals';
import { DoraService } from './DoraService';
import { EventService } from './EventService';
import { IncidentService } from './IncidentService';
import { MatrixService } from './MatrixService';
import type { RereadableNames } from './NamesSource';
import { SourceService, type SourceReporter } from './SourceService';
import { TimelineService } from './TimelineService';

/** What the sources write to. */
export interface Stores {
  changes: ChangeStore;
  sightings: SightingStore;
  marks: DatabaseMarkStore;
  incidents: IncidentStore;
  deployments: DeploymentStore;
}

/** The services of the plugin. */
export interface Services {
  access: DeploymentAccess;
  alerts: AlertService;
  deployments: DeploymentService;
  dora: DoraService;
  events: EventService;
  incidents: IncidentService;
  matrix: MatrixService;
  samples: SampleKeeper;
  sources: SourceService;
  timeline: TimelineService;
}

/** Makes the stores; open pages are told of what they are told. */
export function createStores(options: {
  knex: Knex;
  signals: SignalsService;
  logger: LoggerService;
  now?: () => Date;
}): { stores: Stores; onChanged: () => void } {
  const { knex, signals, logger, now } = options;
  const told = DeploymentSignals.create({ signals, logger });
  const onChanged = () => told.tell();
  const stores: Stores = {
    changes: ChangeStore.create({ knex, now, onChanged }),
    sightings: SightingStore.create({ knex, now, onChanged }),
    marks: DatabaseMarkStore.create(knex),
    incidents: IncidentStore.create(knex, now),
    deployments: DeploymentStore.create(knex),
  };
  return { stores, onChanged };
}

/** What the services stand on. */
export interface Foundations {
  config: DeploymentsConfig;
  knex: Knex;
  names: RereadableNames;
  permissions: PermissionsService;
  stores: Stores;
  onChanged: () => void;
  /** Who tells how the sources do that are asked. */
  reporters: readonly SourceReporter[];
  now?: () => Date;
}

/** Puts the services together. */
export function createServices(foundations: Foundations): Services {
  const { config, knex, names, permissions, stores, onChanged, reporters } =
    foundations;
  const { now = () => new Date() } = foundations;
  const { changes, sightings, incidents, deployments } = stores;
  const access = DeploymentAccess.create({
    permissions,
    knownRefs: () => deployments.entityRefs(),
  });
  const matrix = MatrixService.create({
    heads: HistoryHeads.create(knex),
    sightings,
    deployments,
    access,
    environments: config.environments,
    now,
  });
  const { zone, appBaseUrl } = config;
  return {
    access,
    alerts: AlertService.create({ incidents, names, onChanged }),
    deployments: DeploymentService.create({ deployments, access }),
    dora: DoraService.create({ deployments, incidents, access, zone, now }),
    events: EventService.create({
      changes,
      names,
      origin: config.eventsOrigin,
    }),
    incidents: IncidentService.create({ incidents, access, names, onChanged }),
    matrix,
    samples: SampleKeeper.create({ knex, changes, incidents, now }),
    sources: SourceService.create({
      changes,
      incidents,
      reporters,
      hearsAlerts: config.alertmanagerToken !== undefined,
      appBaseUrl,
    }),
    timeline: TimelineService.create({
      deployments,
      incidents,
      matrix,
      access,
    }),
  };
}
