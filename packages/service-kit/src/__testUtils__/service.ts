import { Writable } from 'node:stream';
import { readConfig } from '../config/readConfig';
import { serviceSettings, type ServiceConfig } from '../config/serviceSettings';
import {
  startService,
  type RunningService,
  type ServiceOptions,
} from '../startService';
import { TEST_ENVIRONMENT } from '../testUtils/testEnvironment';

/** The settings of a service under test: free ports on this machine, no wait at the end. */
export function aConfig(env: Record<string, string> = {}): ServiceConfig {
  return readConfig(serviceSettings, { ...TEST_ENVIRONMENT, ...env });
}

/** A service under test and the lines that it logged. */
export interface TestService extends RunningService {
  url: string;
  lines: Array<Record<string, unknown>>;
  text(): string;
}

const running: RunningService[] = [];

/** Starts a service for one test. */
export async function aService(
  options: Partial<ServiceOptions> = {},
): Promise<TestService> {
  const written: string[] = [];
  const service = await startService({
    name: 'test-service',
    config: aConfig(),
    routes: () => [],
    handleSignals: false,
    logDestination: new Writable({
      write(chunk, _encoding, done) {
        written.push(String(chunk));
        done();
      },
    }),
    ...options,
  });
  running.push(service);
  return {
    ...service,
    url: `http://127.0.0.1:${service.port}`,
    get lines() {
      return written.map(line => JSON.parse(line));
    },
    text: () => written.join(''),
  };
}

/** Ends what a test started. */
export async function stopServices(): Promise<void> {
  await Promise.all(running.splice(0).map(service => service.stop()));
}
