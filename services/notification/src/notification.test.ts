import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import type { RunningService } from '@portico/service-kit';
import {
  ask,
  eventText,
  openApiContract,
  startTestCloud,
  TEST_ENVIRONMENT,
  testDatabase,
  testTokens,
  untilTrue,
  type TestCloud,
} from '@portico/service-kit/testUtils';
import { startNotificationService } from './app';

jest.setTimeout(60_000);

/** A mail server that takes everything, but refuses the first e-mail once. */
function startMailServer(mails: string[]): Server {
  let refused = false;
  return createServer(socket => {
    let mail: string | undefined;
    socket.write('220 test\r\n');
    socket.on('error', () => {});
    socket.on('data', data => {
      for (const line of String(data).split('\r\n').slice(0, -1)) {
        if (mail !== undefined) {
          if (line === '.') {
            mails.push(mail);
            mail = undefined;
            socket.write('250 taken\r\n');
          } else mail += `${line}\n`;
        } else if (line.startsWith('MAIL') && !refused) {
          refused = true;
          socket.write('451 later, ada@example.com\r\n');
        } else if (line === 'DATA') {
          mail = '';
          socket.write('354 go on\r\n');
        } else socket.write('250 yes\r\n');
      }
    });
  });
}

describe('notification-service', () => {
  const place = testDatabase();
  const tokens = testTokens();
  const mails: string[] = [];
  const logged: string[] = [];
  const mailServer = startMailServer(mails);
  let cloud: TestCloud;
  let service: RunningService;
  let url: string;

  beforeAll(async () => {
    mailServer.listen(0, '127.0.0.1');
    await once(mailServer, 'listening');
    cloud = await startTestCloud(['notification-service']);
    Object.assign(process.env, cloud.environment('notification-service'));
    service = await startNotificationService(
      {
        ...TEST_ENVIRONMENT,
        ...cloud.environment('notification-service'),
        ...tokens.environment,
        DATABASE_URL: place.url(),
        SMTP_URL: `smtp://127.0.0.1:${
          (mailServer.address() as AddressInfo).port
        }`,
        RATE_LIMIT: '100000',
      },
      {
        handleSignals: false,
        logDestination: { write: line => logged.push(line) },
      },
    );
    url = `http://127.0.0.1:${service.port}`;
  });

  afterAll(async () => {
    await service?.stop();
    await cloud?.remove();
    mailServer.close();
  });

  const send = (message: string) => cloud.send('notification-service', message);
  const rowsOf = (userId: string) =>
    ask<{ kind: string; state: string }>(
      place.url(),
      'SELECT kind, state FROM notifications WHERE user_id = $1 ORDER BY kind',
      [userId],
    );

  it('should write about each thing once, also before it knows to whom', async () => {
    const userId = randomUUID();
    const orderId = randomUUID();
    const order = {
      orderId,
      userId,
      currency: 'USD',
      totalCents: 1_500,
      lines: [
        {
          productId: randomUUID(),
          name: 'Lamp',
          quantity: 1,
          unitPriceCents: 1_500,
        },
      ],
    };
    const confirmed = eventText('order.confirmed.v1', orderId, order);
    await send(confirmed);
    await send(confirmed);
    // The same thing, told anew.
    await send(eventText('order.confirmed.v1', orderId, order));
    await send(eventText('order.placed.v1', orderId, order));
    await untilTrue('both are parked', async () => {
      const rows = await rowsOf(userId);
      return rows.length === 2 && rows.every(row => row.state === 'parked');
    });
    expect(mails).toEqual([]);
    await send(
      eventText('user.registered.v1', userId, {
        userId,
        email: 'ada@example.com',
        name: 'Ada',
      }),
    );
    await untilTrue('both are sent', async () => {
      const rows = await rowsOf(userId);
      return rows.every(({ state }) => state === 'sent');
    });
    expect(mails).toHaveLength(2);
    // What was told anew is taken, and does not end with the dead letters.
    await untilTrue('every message is taken', async () => {
      const rows = await ask(place.url(), 'SELECT 1 FROM inbox');
      return rows.length === 4;
    });
    const [id] = await ask<{ id: string }>(
      place.url(),
      "SELECT id FROM notifications WHERE kind = 'order-confirmed'",
    );
    const mail = mails.find(text => text.includes('is paid and confirmed'));
    expect(mail).toContain(`Message-ID: <${id.id}@example.com>`);
    expect(mail).toContain('To: Ada <ada@example.com>');
    // The mail server has said the address in its refusal.
    expect(logged.join('')).toContain('No e-mail was sent');
    expect(logged.join('')).not.toMatch(/ada@example\.com|Lamp/);
  });

  it('should answer as openapi.yaml says, and show to each only their own', async () => {
    const api = openApiContract(join(__dirname, '../openapi.yaml'));
    const userId = randomUUID();
    for (const reason of ['out-of-stock', 'payment-declined']) {
      const orderId = randomUUID();
      await send(
        eventText('order.cancelled.v1', orderId, { orderId, userId, reason }),
      );
    }
    await untilTrue('both are there', async () => {
      return (await rowsOf(userId)).length === 2;
    });
    const headers = { authorization: await tokens.bearer(userId) };
    const other = { authorization: await tokens.bearer(randomUUID()) };
    const list = '/v1/notifications';
    const read = async (path: string, as = headers) =>
      (await api.fetch(url, 'GET', path, { headers: as })).json();
    const page = await read(`${list}?limit=1`);
    const rest = await read(`${list}?cursor=${page.nextCursor}`);
    expect([...page.items, ...rest.items]).toHaveLength(2);
    const one = `${list}/${page.items[0].id}`;
    expect(await read(one)).toMatchObject({ state: 'parked', text: null });
    expect((await read(list, other)).items).toEqual([]);
    expect(await read(one, other)).toMatchObject({ status: 404 });
    expect(await read(`${list}/none`)).toMatchObject({ status: 404 });
    expect(await read(`${list}?limit=101`)).toMatchObject({ status: 400 });
    const nobody = await api.fetch(url, 'GET', list);
    expect(nobody.status).toBe(401);
    expect(api.untried()).toEqual([]);
  });
});
