import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { RunningService } from '@portico/service-kit';
import {
  PROTECTED_ENVIRONMENT,
  serviceProtections,
  startTestCloud,
  TEST_ENVIRONMENT,
  testDatabase,
  testTokens,
  type TestCloud,
} from '@portico/service-kit/testUtils';
import { NAME, startNotificationService } from './app';

jest.setTimeout(60_000);

describe('notification-service under attack', () => {
  const place = testDatabase();
  const tokens = testTokens();
  let cloud: TestCloud;
  let service: RunningService;

  beforeAll(async () => {
    cloud = await startTestCloud([NAME]);
    Object.assign(process.env, cloud.environment(NAME));
    service = await startNotificationService(
      {
        ...TEST_ENVIRONMENT,
        ...PROTECTED_ENVIRONMENT,
        ...cloud.environment(NAME),
        ...tokens.environment,
        DATABASE_URL: place.url(),
      },
      { handleSignals: false },
    );
  });
  afterAll(async () => {
    await service?.stop();
    await cloud?.remove();
  });

  serviceProtections({
    openapi: join(__dirname, '../openapi.yaml'),
    url: () => `http://127.0.0.1:${service.port}`,
    metricsUrl: () => `http://127.0.0.1:${service.metricsPort}`,
    databaseUrl: place.url,
    authorization: roles => tokens.bearer(randomUUID(), roles),
    writes: {},
    failing: { table: 'notifications', path: () => '/v1/notifications' },
  });
});
