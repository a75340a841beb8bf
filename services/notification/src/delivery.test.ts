import { randomUUID } from 'node:crypto';
import { readConfig } from '@portico/service-kit';
import { ask, testTables } from '@portico/service-kit/testUtils';
import {
  headersOf,
  startMailServer,
  type TestMailServer,
} from './__testUtils__/mailServer';
import { MIGRATIONS } from './app';
import { Mailer, mailSettings } from './Mailer';
import { MailWorker } from './MailWorker';
import { NotificationStore } from './NotificationStore';
import { writeLetter, type Facts } from './templates';

jest.setTimeout(60_000);

const POISON = 'poison@example.com';

describe('delivery', () => {
  const tables = testTables(MIGRATIONS);
  const store = new NotificationStore();
  let mailServer: TestMailServer;
  const workers: MailWorker[] = [];

  beforeEach(async () => {
    await ask(tables.url(), 'TRUNCATE notifications, contacts');
    mailServer = await startMailServer(line =>
      [POISON, 'no address'].some(
        bad => line.startsWith('RCPT') && line.includes(bad),
      )
        ? '550 nobody'
        : undefined,
    );
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map(worker => worker.stop()));
    mailServer.close();
  });

  function aWorker(): MailWorker {
    const config = readConfig(mailSettings, { SMTP_URL: mailServer.url });
    const worker = MailWorker.create({
      database: tables.database(),
      store,
      mailer: Mailer.create(config),
      ...tables.tools,
    });
    workers.push(worker);
    return worker;
  }

  async function waiting(contact: { email: string; name: string }) {
    const userId = randomUUID();
    const facts: Facts = {
      kind: 'order-placed',
      orderId: randomUUID(),
      totalCents: 100,
      lines: [{ name: 'Lamp', quantity: 1, unitPriceCents: 100 }],
    };
    await tables.database().transaction(async tx => {
      await store.saveContact(tx, userId, contact);
      await store.insert(tx, userId, facts, writeLetter(facts, contact.name));
    });
  }

  /** Sends until nothing is due. */
  async function drain(worker: MailWorker): Promise<number> {
    let sent = 0;
    while (await worker.sendNext()) sent += 1;
    return sent;
  }
  const idOf = (text: string) => /^Message-ID: <(.*)>$/im.exec(text)?.[1];
  const states = () =>
    ask<{ state: string; count: number }>(
      tables.url(),
      'SELECT state, count(*)::int AS count FROM notifications GROUP BY state ORDER BY state',
    );

  it('should be once for each e-mail, however many workers there are', async () => {
    for (let index = 0; index < 40; index++) {
      await waiting({ email: `ada-${index}@example.com`, name: 'Ada' });
    }
    const shares = await Promise.all(
      [aWorker(), aWorker(), aWorker()].map(drain),
    );
    // All of them had work: else nothing happened at the same time.
    expect(Math.min(...shares)).toBeGreaterThan(0);
    expect(mailServer.mails).toHaveLength(40);
    const ids = mailServer.mails.map(({ text }) => idOf(text));
    expect(new Set(ids).size).toBe(40);
    expect(ids).not.toContain(undefined);
    expect(await states()).toEqual([{ state: 'sent', count: 40 }]);
  });

  it('should go on for others where an address is refused for good', async () => {
    await waiting({ email: POISON, name: 'Eve' });
    for (let index = 0; index < 5; index++) {
      await waiting({ email: `ada-${index}@example.com`, name: 'Ada' });
    }
    await waiting({ email: 'no address at all@example.com', name: 'Eve' });
    const worker = aWorker();
    await drain(worker);
    expect(mailServer.mails).toHaveLength(5);
    for (let time = 2; time <= 8; time++) {
      await ask(
        tables.url(),
        'UPDATE notifications SET next_attempt_at = now()',
      );
      await drain(worker);
    }
    expect(await states()).toEqual([
      { state: 'failed', count: 2 },
      { state: 'sent', count: 5 },
    ]);
    expect(mailServer.mails).toHaveLength(5);
  });

  it.each([
    ['a name', { name: 'Eve\r\nBcc: all@example.com\r\n\r\nHello' }],
    ['a name with a bare line feed', { name: 'Eve\nBcc: all@example.com' }],
    ['a name with another address', { name: 'Eve" <all@example.com>, "x' }],
    ['an address', { email: 'eve@example.com\r\nBcc: all@example.com' }],
    ['an address with a list', { email: 'eve@example.com, all@example.com' }],
    [
      'an address with a command',
      { email: 'eve@example.com>\r\nRCPT TO:<all@example.com' },
    ],
  ])(
    'should be to one person with the headers of one, whatever %s says',
    async (_what, hostile) => {
      await waiting({ email: 'eve@example.com', name: 'Eve', ...hostile });
      await drain(aWorker());
      for (const mail of mailServer.mails) {
        expect(mail.recipients).toHaveLength(1);
        expect(mail.recipients).not.toContain('all@example.com');
        const names = headersOf(mail).map(([name]) => name);
        expect(names.filter(name => name === 'to')).toHaveLength(1);
        for (const name of ['bcc', 'cc', 'rcpt to']) {
          expect(names).not.toContain(name);
        }
      }
      expect(mailServer.mails).toHaveLength(1);
    },
  );

  it('should find a header that was smuggled in, or the test above proves nothing', () => {
    const text = 'To: eve@example.com\nBcc: all@example.com\n\nHello';
    expect(headersOf({ recipients: [], text })).toContainEqual([
      'bcc',
      'all@example.com',
    ]);
  });
});
