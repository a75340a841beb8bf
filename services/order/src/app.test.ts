import { randomUUID } from 'node:crypto';
import type { RunningService } from '@portico/service-kit';
import {
  ask,
  startTestCloud,
  TEST_ENVIRONMENT,
  testDatabase,
  testTokens,
  untilTrue,
  type TestCloud,
} from '@portico/service-kit/testUtils';
import { startOrderService } from './app';

jest.setTimeout(60_000);

const NAME = 'order-service';

describe('startOrderService', () => {
  const place = testDatabase();
  const tokens = testTokens();
  let cloud: TestCloud;
  let service: RunningService;

  beforeAll(async () => {
    cloud = await startTestCloud([NAME]);
    Object.assign(process.env, cloud.environment(NAME));
    service = await startOrderService(
      {
        ...TEST_ENVIRONMENT,
        ...cloud.environment(NAME),
        ...tokens.environment,
        DATABASE_URL: place.url(),
        PRODUCT_URL: 'http://127.0.0.1:9',
        STUCK_SECONDS: '1',
        LOG_LEVEL: 'silent',
      },
      { handleSignals: false },
    );
  });
  afterAll(async () => {
    await service?.stop();
    await cloud?.remove();
  });

  it('should lead stuck orders on and forget old keys, by itself and on and on', async () => {
    for (let time = 0; time < 2; time++) {
      const id = randomUUID();
      await ask(
        place.url(),
        `INSERT INTO orders (id, user_id, state, currency, total_cents, lines, asked_at)
         VALUES ($1, $1, 'voiding', 'USD', 100, '[]', now() - interval '1 hour')`,
        [id],
      );
      await ask(
        place.url(),
        `INSERT INTO idempotency_keys (user_id, key, request_hash, status, body, used_at)
         VALUES ($1, 'old', '', 202, '{}', now() - interval '25 hours')`,
        [id],
      );
      await untilTrue('the order is asked about', async () => {
        const told = await ask(
          place.url(),
          `SELECT 1 FROM outbox WHERE event->>'subject' = $1
             AND event->>'type' = 'order.payment-void.v1'`,
          [id],
        );
        return told.length > 0;
      });
      await untilTrue('the key is gone', async () => {
        const keys = await ask(place.url(), 'SELECT 1 FROM idempotency_keys');
        return keys.length === 0;
      });
    }
  });
});
