import { randomUUID } from 'node:crypto';
import {
  createTools,
  Database,
  databaseSettings,
  migrate,
  readConfig,
  serviceSettings,
} from '@portico/service-kit';
import {
  ask,
  TEST_ENVIRONMENT,
  testDatabase,
} from '@portico/service-kit/testUtils';
import { MIGRATIONS } from './app';
import type { Mailer } from './Mailer';
import { MailWorker } from './MailWorker';
import { NotificationStore } from './NotificationStore';
import { writeLetter, type Facts } from './templates';

jest.setTimeout(60_000);

describe('MailWorker', () => {
  const place = testDatabase();
  const store = new NotificationStore();
  const config = (connections = '1') =>
    readConfig(
      { ...serviceSettings, ...databaseSettings },
      {
        ...TEST_ENVIRONMENT,
        DATABASE_URL: place.url(),
        DATABASE_CONNECTIONS: connections,
        LOG_LEVEL: 'silent',
      },
    );
  const tools = () => createTools({ name: 'test', config: config() });
  let database: Database;

  beforeAll(async () => {
    const { log } = tools();
    await migrate({ config: config(), folder: MIGRATIONS, log });
    database = Database.create({ config: config(), service: 'test', log });
  });
  beforeEach(() => ask(place.url(), 'TRUNCATE notifications, contacts'));
  afterAll(() => database.end());

  const workerWith = (send: Mailer['send']) =>
    MailWorker.create({
      database,
      store,
      mailer: { send, close: () => {} },
      ...tools(),
    });

  async function aNotification(): Promise<void> {
    const userId = randomUUID();
    const facts: Facts = {
      kind: 'order-cancelled',
      orderId: randomUUID(),
      reason: 'out-of-stock',
    };
    await database.transaction(async tx => {
      const contact = { email: 'ada@example.com', name: 'Ada' };
      await store.saveContact(tx, userId, contact);
      await store.insert(tx, userId, facts, writeLetter(facts, 'Ada'));
    });
  }
  const stand = async () => {
    const [row] = await ask<{ state: string; attempts: number; wait: number }>(
      place.url(),
      `SELECT state, attempts,
         round(extract(epoch FROM next_attempt_at - now()))::int AS wait
       FROM notifications`,
    );
    return row;
  };
  const due = () =>
    ask(place.url(), 'UPDATE notifications SET next_attempt_at = now()');

  it('should hold no connection while the mail server takes its time', async () => {
    await aNotification();
    let answer = () => {};
    const sending = workerWith(async () => {
      await new Promise<void>(resolve => {
        answer = resolve;
      });
      return 'sent';
    }).sendNext();
    // The only connection answers somebody else meanwhile.
    for (;;) {
      const [{ attempts }] = await database.query<{ attempts: number }>({
        name: 'look',
        text: 'SELECT attempts FROM notifications',
      });
      if (attempts === 1) break;
    }
    // Nobody else takes it.
    const other = jest.fn(async () => 'sent' as const);
    expect(await workerWith(other).sendNext()).toBe(false);
    expect(other).not.toHaveBeenCalled();
    answer();
    expect(await sending).toBe(true);
    expect(await stand()).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('should send another e-mail while somebody holds the first', async () => {
    await aNotification();
    await aNotification();
    const holder = Database.create({
      ...{ config: config('2'), service: 'test', log: tools().log },
    });
    const sent: string[] = [];
    try {
      await holder.transaction(async tx => {
        const [{ id }] = await tx.query<{ id: string }>({
          name: 'hold',
          text: `SELECT id FROM notifications
                 ORDER BY next_attempt_at LIMIT 1 FOR UPDATE`,
        });
        const worker = workerWith(async ({ id: other }) => {
          sent.push(other);
          return 'sent';
        });
        expect(await worker.sendNext()).toBe(true);
        expect(sent).not.toContain(id);
      });
    } finally {
      await holder.end();
    }
    expect(sent).toHaveLength(1);
  });

  it('should try again after 2, 4, 8 ... seconds, and give up after the eighth time', async () => {
    await aNotification();
    const worker = workerWith(async () => {
      throw new Error('451 later');
    });
    for (let time = 1; time <= 7; time++) {
      expect(await worker.sendNext()).toBe(true);
      const { state, attempts, wait } = await stand();
      expect({ state, attempts }).toEqual({ state: 'waiting', attempts: time });
      expect(Math.abs(wait - 2 ** time)).toBeLessThanOrEqual(1);
      expect(await worker.sendNext()).toBe(false);
      await due();
    }
    await worker.sendNext();
    expect(await stand()).toMatchObject({ state: 'failed', attempts: 8 });
    await due();
    expect(await worker.sendNext()).toBe(false);
  });

  it('should send what a worker that died had begun, when its time is over', async () => {
    await aNotification();
    await store.claim(database, 300);
    const worker = workerWith(async () => 'kept');
    expect(await worker.sendNext()).toBe(false);
    await due();
    expect(await worker.sendNext()).toBe(true);
    expect(await stand()).toMatchObject({ state: 'kept', attempts: 2 });
  });
});
