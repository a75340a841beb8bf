import type {
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { Knex } from 'knex';
import type { DeploymentsConfig } from '../config/readDeploymentsConfig';
import type { NamesSource } from './NamesSource';

/** What everything stands on. */
export interface Foundations {
  config: DeploymentsConfig;
  knex: Knex;
  logger: LoggerService;
  names: NamesSource;
  permissions: PermissionsService;
  signals: SignalsService;
  now?: () => Date;
}
