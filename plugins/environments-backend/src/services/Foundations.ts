import {
  AuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import { Knex } from 'knex';
import {
  EnvironmentsConfig,
  RepositoryConfig,
} from '../config/readEnvironmentsConfig';
import { EnvironmentEvaluator } from '../sources/EnvironmentEvaluator';
import { PlatformRepository } from '../sources/PlatformRepository';

/** What everything stands on. */
export interface Foundations {
  config: EnvironmentsConfig;
  knex: Knex;
  auth: AuthService;
  catalog: CatalogService;
  events: EventsService;
  permissions: PermissionsService;
  signals: SignalsService;
  notifications: NotificationService;
  logger: LoggerService;
  evaluator: EnvironmentEvaluator;
  /** Opens the repository that is configured. */
  openRepository: (config: RepositoryConfig) => PlatformRepository;
}
