import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  TEST_ENVIRONMENT,
  ask,
  endChild,
  spawnQuietly,
  startTestCloud,
  testDatabase,
  testTokens,
  untilTrue,
  type TestCloud,
} from '@portico/service-kit/testUtils';
import { anOrder, dueOf, voidOf } from './__testUtils__/orderEvents';
import {
  bundle,
  startProvider,
  type TestProvider,
} from './__testUtils__/provider';

jest.setTimeout(60_000);

const NAME = 'payment-service';

describe('a payment-service that is killed', () => {
  const place = testDatabase();
  const tokens = testTokens();
  const folder = mkdtempSync(join(tmpdir(), 'portico-test-'));
  let cloud: TestCloud;
  let provider: TestProvider;
  let program: string;

  beforeAll(async () => {
    cloud = await startTestCloud([NAME]);
    provider = await startProvider();
    mkdirSync(join(folder, 'dist'));
    symlinkSync(
      resolve(__dirname, '../migrations'),
      join(folder, 'migrations'),
    );
    program = bundle(
      resolve(__dirname, 'main.ts'),
      join(folder, 'dist/main.cjs'),
    );
  });

  afterAll(async () => {
    await provider.remove();
    await cloud.remove();
    rmSync(folder, { recursive: true });
  });

  const start = (more: Record<string, string> = {}) =>
    spawnQuietly(process.execPath, [program], {
      env: {
        ...TEST_ENVIRONMENT,
        ...cloud.environment(NAME),
        ...provider.environment,
        ...tokens.environment,
        DATABASE_URL: place.url(),
        ...more,
      },
    });
  const stateOf = async (orderId: string) => {
    const [row] = await ask<{ state: string }>(
      place.url(),
      'SELECT state FROM payments WHERE order_id = $1',
      [orderId],
    ).catch(() => []);
    return row?.state;
  };

  it.each(['capture:after-provider'])(
    'should move money once where it dies at %s',
    async step => {
      const order = anOrder({
        // Only an uncertain capture is cancelled.
        ...(step.startsWith('cancel') && { paymentToken: 'tok_timeout_once' }),
      });
      const first = start({ FAULT_AT: step });
      await cloud.send(NAME, dueOf(order));
      if (!step.startsWith('capture')) {
        await untilTrue(
          'the capture',
          async () =>
            (
              await provider.ledger()
            ).some(({ orderId }) => orderId === order.orderId),
          20_000,
        );
        await cloud.send(NAME, voidOf(order));
      }
      await untilTrue(
        'its death',
        () => first.signalCode === 'SIGKILL',
        20_000,
      );
      const second = start();
      const end = step.startsWith('capture') ? 'captured' : 'refunded';
      await untilTrue(
        end,
        async () => (await stateOf(order.orderId)) === end,
        20_000,
      );
      await endChild(second);
      const money = (await provider.ledger()).filter(
        ({ orderId }) => orderId === order.orderId,
      );
      expect(money.map(({ kind }) => kind)).toEqual(
        end === 'captured' ? ['capture'] : ['capture', 'refund'],
      );
    },
  );
});
