/** The far ends that tests start for themselves: what they use is what the platform uses. */
export { drawFreePort } from './data/freePort';
export {
  EmbeddedPostgres,
  type PostgresConnection,
} from './postgres/EmbeddedPostgres';
export {
  cloudEnvironment,
  cloudProgram,
  deadLettersOf,
  describeCloud,
  queueUrl,
  REGION,
} from './shop/cloud';
export {
  CLOUD_FILE,
  cloudProgramEnvironment,
  redisArguments,
} from './shop/farEnds';
export { eventsFor } from './shop/services';
