export { drawFreePort } from '@portico/local-platform/parts';
export { cpuTimeOf } from './cpuTimeOf';
export { endChild, spawnQuietly, untilListening } from './childProcess';
export {
  openApiContract,
  type ContractRequest,
  type OpenApiContract,
} from './openApiContract';
export { eventText } from './eventText';
export { heapInUse } from './heapInUse';
export { leastOf } from './leastOf';
export {
  ask,
  startTestPostgres,
  testDatabase,
  type TestPostgres,
} from './postgres';
export { askRandomPaths, metricSeries } from './metricSeries';
export {
  fullScans,
  recordStatements,
  type RecordingDatabase,
} from './queryPlans';
export { hasRedis, startTestRedis, type TestRedis } from './redis';
export { recordEvents, type RecordedEvents } from './recordEvents';
export { roundTripsOf } from './roundTrips';
export {
  PROTECTED_ENVIRONMENT,
  serviceProtections,
  type ProtectedService,
} from './serviceProtections';
export { eventsInQueueOf, startTestCloud, type TestCloud } from './shopCloud';
export { TEST_ENVIRONMENT } from './testEnvironment';
export { testTables, type TestTables } from './testTables';
export { testTraces, type TestSpan } from './traces';
export { testTokens, type TestTokens } from './tokens';
export { untilTrue } from './untilTrue';
