export {
  startService,
  type RunningService,
  type ServiceOptions,
  type ServiceTools,
} from './startService';
export { ConfigError, readConfig } from './config/readConfig';
export { serviceSettings, type ServiceConfig } from './config/serviceSettings';
export type { Log } from './log/createLog';
export type { Metrics } from './metrics/Metrics';
export type { HealthCheck, Readiness } from './health/Health';
export type { Route } from './http/Route';
export type { RequestContext } from './http/RequestContext';
export type { Problem } from './errors/problem';
export * from './errors/ServiceError';
export {
  ACCESS_TOKEN_TYPE,
  TokenVerifier,
  type Principal,
  type TokenRules,
} from './auth/TokenVerifier';
