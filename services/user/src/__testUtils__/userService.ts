import { randomBytes } from 'node:crypto';
import type { RunningService } from '@portico/service-kit';
import {
  startTestCloud,
  TEST_ENVIRONMENT,
  testDatabase,
  testTokens,
  type TestCloud,
  type TestTokens,
} from '@portico/service-kit/testUtils';
import { startUserService } from '../app';

/** A running user service with everything behind it. */
export interface UserServiceUnderTest {
  url(): string;
  metricsUrl(): string;
  databaseUrl(): string;
  tokens: TestTokens;
  environment(): Record<string, string>;
  /** Every line of its log. */
  logged(): string;
  cloud(): TestCloud;
}

/** Starts one for a test file; stops it afterwards. */
export function testUserService(
  settings: Record<string, string> = {},
): UserServiceUnderTest {
  const place = testDatabase();
  const tokens = testTokens();
  let cloud: TestCloud;
  let service: RunningService;
  let logged = '';
  const environment = () => ({
    ...TEST_ENVIRONMENT,
    ...cloud.environment('user-service'),
    DATABASE_URL: place.url(),
    TOKEN_PRIVATE_KEY: tokens.privateKey
      .export({ type: 'pkcs8', format: 'pem' })
      .toString(),
    TOKEN_KEY_ID: tokens.keyId,
    RATE_LIMIT: '100000',
    LOG_LEVEL: 'debug',
    // So that each test can come from addresses of its own.
    TRUST_PROXY: '1',
    ...settings,
  });
  beforeAll(async () => {
    cloud = await startTestCloud(['user-service']);
    Object.assign(process.env, cloud.environment('user-service'));
    service = await startUserService(environment(), {
      handleSignals: false,
      logDestination: { write: line => (logged += line) },
    });
  }, 60_000);
  afterAll(async () => {
    await service?.stop();
    await cloud?.remove();
  });
  return {
    url: () => `http://127.0.0.1:${service.port}`,
    metricsUrl: () => `http://127.0.0.1:${service.metricsPort}`,
    databaseUrl: place.url,
    tokens,
    environment,
    logged: () => logged,
    cloud: () => cloud,
  };
}

/** Somebody who is not registered yet. */
export function somebody(): { email: string; password: string; name: string } {
  const mark = randomBytes(8).toString('hex');
  return {
    email: `ada-${mark}@example.com`,
    password: `correct horse ${mark}`,
    name: 'Ada',
  };
}

/** Sends JSON; `from` is the address that a proxy in front saw. */
export async function send(
  url: string,
  method: string,
  path: string,
  more: { body?: unknown; bearer?: string; from?: string } = {},
): Promise<Response> {
  const { body, bearer, from } = more;
  return fetch(`${url}${path}`, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(bearer && { authorization: `Bearer ${bearer}` }),
      ...(from && { 'x-forwarded-for': from }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
