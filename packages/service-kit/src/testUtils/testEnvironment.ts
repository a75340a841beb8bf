/** The environment of a service under test: free ports on this machine, no wait at the end. */
export const TEST_ENVIRONMENT = {
  HOST: '127.0.0.1',
  PORT: '0',
  METRICS_HOST: '127.0.0.1',
  METRICS_PORT: '0',
  SHUTDOWN_DELAY_SECONDS: '0',
  // Who asks and who answers share one event loop here, and whoever else keeps the machine busy.
  EVENT_LOOP_LIMIT_MS: '30000',
} as const;
