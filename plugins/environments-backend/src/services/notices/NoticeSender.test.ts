import { mockServices } from '@backstage/backend-test-utils';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Knex } from 'knex';
import { aNotice } from '../../__testUtils__/aNotice';
import { MutableClock } from '../../__testUtils__/MutableClock';
import { aGroup } from '../../__testUtils__/startTestPortal';
import {
  createTestDatabases,
  migratedDatabase,
} from '../../__testUtils__/testDatabases';
import { NoticeStore } from '../../database/NoticeStore';
import { NoticeRecipients } from './NoticeRecipients';
import { noticePauseMs, NoticeSender } from './NoticeSender';

jest.setTimeout(60_000);

describe('NoticeSender', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let clock: MutableClock;
    let knex: Knex;
    let notices: NoticeStore;
    let sent: NotificationSendOptions[];
    let answer: () => Promise<void>;
    const logger = mockServices.logger.mock();

    beforeEach(async () => {
      clock = MutableClock.at('2026-11-25T10:00:00.000Z');
      knex = await migratedDatabase(databases, databaseId);
      notices = NoticeStore.create(knex, clock.now);
      sent = [];
      answer = async () => {};
      logger.warn.mockClear();
    });

    /** A portal; each has its own sender over the same rows. */
    const aSender = () =>
      NoticeSender.create({
        notices: NoticeStore.create(knex, clock.now),
        notifications: {
          send: async notice => {
            await answer();
            sent.push(notice);
          },
        },
        recipients: NoticeRecipients.create({
          auth: mockServices.auth(),
          catalog: catalogServiceMock({
            entities: ['checkout', 'platform-approvers'].map(aGroup),
          }),
        }),
        logger,
        patienceMs: 20,
      });

    const outcomes = async () =>
      (await knex('notices').orderBy('id')).map(({ outcome }) => outcome);

    it('should send the people of a group what concerns them', async () => {
      const notice = aNotice({
        to: ['group:default/checkout', 'user:default/ada'],
        except: ['user:default/bob'],
      });
      await notices.add([{ key: 'a', notice }]);
      await aSender().sendDue();
      expect(sent).toEqual([
        {
          recipients: { type: 'entity', entityRef: ['user:default/ada'] },
          payload: {
            title: notice.title,
            description: notice.text,
            link: notice.link,
            severity: 'normal',
            topic: 'changes',
            scope: 'change:1',
          },
        },
      ]);
      expect(await outcomes()).toEqual(['sent']);
    });

    it('should send nothing where nobody is left', async () => {
      const notice = aNotice({ to: ['group:default/gone'] });
      await notices.add([{ key: 'a', notice }]);
      await aSender().sendDue();
      expect(sent).toEqual([]);
      expect(await outcomes()).toEqual(['nobody']);
    });

    it('should send each once, also where several portals send', async () => {
      await notices.add(
        Array.from({ length: 120 }, (_, index) => ({
          key: `${index}`,
          notice: aNotice({ scope: `${index % 7}` }),
        })),
      );
      await Promise.all([aSender(), aSender()].map(each => each.sendDue()));
      expect(sent).toHaveLength(120);
    });

    it.each<[string, () => Promise<void>]>([
      ['fails', () => Promise.reject(new Error('status 404'))],
      ['hangs', () => new Promise(() => {})],
    ])(
      'should try again later where sending %s, and say so once',
      async (_, how) => {
        answer = how;
        await notices.add([
          { key: 'a', notice: aNotice() },
          { key: 'b', notice: aNotice() },
        ]);
        const sender = aSender();
        await sender.sendDue();
        clock.pass(noticePauseMs(0));
        await sender.sendDue();
        expect(logger.warn).toHaveBeenCalledTimes(1);
        answer = async () => {};
        await sender.sendDue();
        expect(sent).toHaveLength(0);
        clock.pass(noticePauseMs(1));
        // A portal that was started anew finds what the other one left.
        await aSender().sendDue();
        expect(await outcomes()).toEqual(['sent', 'sent']);
      },
    );

    it('should give a notice up after many tries, and go on with the next', async () => {
      answer = () => Promise.reject(new Error('status 400'));
      await notices.add([{ key: 'a', notice: aNotice() }]);
      const sender = aSender();
      for (let attempt = 0; attempt < 12; attempt += 1) {
        expect(await outcomes()).toEqual([null]);
        await sender.sendDue();
        clock.pass(noticePauseMs(attempt));
      }
      expect(await outcomes()).toEqual(['given-up']);
    });

    it('should also send what comes while it sends', async () => {
      const sender = aSender();
      await notices.add([{ key: 'a', notice: aNotice() }]);
      answer = async () => {
        answer = async () => {};
        await notices.add([{ key: 'b', notice: aNotice({ scope: 'b' }) }]);
        sender.kick();
      };
      await sender.sendDue();
      expect(await outcomes()).toEqual(['sent', 'sent']);
    });
  });
});

describe('noticePauseMs', () => {
  it('should double up to an hour', () => {
    expect([0, 1, 2, 7, 20].map(noticePauseMs)).toEqual([
      30_000, 60_000, 120_000, 3_600_000, 3_600_000,
    ]);
  });
});
