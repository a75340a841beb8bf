/** The environment of a service under test: free ports on this machine, no wait at the end. */
export const TEST_ENVIRONMENT = {
  HOST: '127.0.0.1',
  PORT: '0',
  METRICS_HOST: '127.0.0.1',
  METRICS_PORT: '0',
  SHUTDOWN_DELAY_SECONDS: '0',
} as const;
