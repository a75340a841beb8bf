export {
  createTools,
  startService,
  type RunningService,
  type ServiceOptions,
  type ServiceTools,
} from './startService';
export { Rounds } from './Rounds';
export {
  openService,
  shopSettings,
  startShopService,
  type ServiceExtra,
} from './shopService';
export { ConfigError, readConfig } from './config/readConfig';
export { serviceSettings, type ServiceConfig } from './config/serviceSettings';
export { holdsCardNumber } from './log/cardNumber';
export type { Log } from './log/createLog';
export type { Metrics } from './metrics/Metrics';
export type { HealthCheck, Readiness } from './health/Health';
export { callerAddress } from './http/rateLimits';
export {
  limitSchema,
  sequencePageSchema,
  textCursor,
  toPage,
  type Page,
  type SequencePage,
  type TextCursor,
} from './http/pages';
export {
  callerOf,
  isAdmin,
  parseId,
  parseRequest,
  requireAdmin,
} from './http/readRequest';
export type { Route } from './http/Route';
export { sendJson } from './http/sendJson';
export type { RequestContext } from './http/RequestContext';
export type { Problem } from './errors/problem';
export * from './errors/ServiceError';
export {
  ACCESS_TOKEN_TYPE,
  TokenVerifier,
  type Principal,
  type TokenRules,
} from './auth/TokenVerifier';
export {
  TOKEN_ALGORITHM,
  TOKEN_AUDIENCE,
  TOKEN_ISSUER,
  shopTokens,
  tokenSettings,
  type TokenConfig,
} from './auth/tokenSettings';
export { Database, type Queryable, type Statement } from './database/Database';
export { isDuplicate } from './database/databaseErrors';
export { deleteOldest, type OldRows } from './database/deleteOldest';
export {
  databaseSettings,
  type DatabaseConfig,
} from './database/databaseSettings';
export { migrate } from './database/migrate';
export {
  EventProcessor,
  type AfterCommit,
  type EventHandlers,
} from './events/EventProcessor';
export {
  lambdaHandler,
  type BatchOutcome,
  type QueueBatch,
} from './events/lambdaHandler';
export { eventSettings, type EventConfig } from './events/eventSettings';
export type { ShopEvent } from './events/ShopEvent';
export {
  shopEvents,
  type ShopEventData,
  type ShopEventType,
} from './events/eventTypes';
export {
  ShopEvents,
  type AnyNewEvent,
  type EventWriter,
  type NewEvent,
} from './events/ShopEvents';
export { outboxInsert, outboxValue } from './events/outbox';
export { Cache, type CacheOptions, type CacheRules } from './cache/Cache';
export { redisSettings, type RedisConfig } from './cache/redisSettings';
export {
  ServiceClient,
  type CallContext,
  type ServiceClientOptions,
} from './client/ServiceClient';
export { startTracing, type Tracing } from './tracing/startTracing';
export { traced, traceparentNow } from './tracing/traced';
