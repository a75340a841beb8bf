import { randomUUID } from 'node:crypto';
import type { Queryable } from '@portico/service-kit';
import type { Facts, Letter } from './templates';

/** Somebody to write to. */
export interface Contact {
  email: string;
  name: string;
}

/** Where an e-mail stands; `parked` waits for an address, `kept` is not sent because no mail server is set. */
export type NotificationState =
  | 'parked'
  | 'waiting'
  | 'sent'
  | 'kept'
  | 'failed';

/** An e-mail as it is stored. */
export interface Notification {
  id: string;
  sequence: string;
  userId: string;
  kind: Facts['kind'];
  orderId: string | null;
  facts: Facts;
  state: NotificationState;
  subject: string | null;
  text: string | null;
  html: string | null;
  attempts: number;
  createdAt: Date;
}

interface Row {
  id: string;
  sequence: string;
  user_id: string;
  kind: Facts['kind'];
  order_id: string | null;
  facts: Facts;
  state: NotificationState;
  subject: string | null;
  body_text: string | null;
  body_html: string | null;
  attempts: number;
  created_at: Date;
}

const COLUMNS = `id, sequence, user_id, kind, order_id, facts, state, subject,
  body_text, body_html, attempts, created_at`;

function toNotification(row: Row): Notification {
  return {
    id: row.id,
    sequence: row.sequence,
    userId: row.user_id,
    kind: row.kind,
    orderId: row.order_id,
    facts: row.facts,
    state: row.state,
    subject: row.subject,
    text: row.body_text,
    html: row.body_html,
    attempts: row.attempts,
    createdAt: row.created_at,
  };
}

/** Contacts and e-mails in PostgreSQL. */
export class NotificationStore {
  /** Locks a person, known or not, so that their address and an e-mail to them do not miss each other. */
  async lockPerson(tx: Queryable, userId: string): Promise<void> {
    await tx.query({
      name: 'person-lock',
      text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 2))',
      values: [userId],
    });
  }

  async saveContact(
    tx: Queryable,
    userId: string,
    { email, name }: Contact,
  ): Promise<void> {
    await tx.query({
      name: 'contact-save',
      text: `INSERT INTO contacts (user_id, email, name) VALUES ($1, $2, $3)
             ON CONFLICT (user_id) DO UPDATE SET email = $2, name = $3`,
      values: [userId, email, name],
    });
  }

  async findContact(
    db: Queryable,
    userId: string,
  ): Promise<Contact | undefined> {
    const [contact] = await db.query<Contact>({
      name: 'contact-by-user',
      text: 'SELECT email, name FROM contacts WHERE user_id = $1',
      values: [userId],
    });
    return contact;
  }

  /** Writes an e-mail down, unless this order has one of this kind. */
  async insert(
    tx: Queryable,
    userId: string,
    facts: Facts,
    letter: Letter | undefined,
  ): Promise<void> {
    await tx.query({
      name: 'notification-insert',
      text: `INSERT INTO notifications
               (id, user_id, kind, order_id, facts, state, subject, body_text, body_html)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (order_id, kind) DO NOTHING`,
      values: [
        randomUUID(),
        userId,
        facts.kind,
        facts.orderId,
        JSON.stringify(facts),
        letter ? 'waiting' : 'parked',
        letter?.subject,
        letter?.text,
        letter?.html,
      ],
    });
  }

  async parked(tx: Queryable, userId: string): Promise<Notification[]> {
    const rows = await tx.query<Row>({
      name: 'notifications-parked',
      text: `SELECT ${COLUMNS} FROM notifications
             WHERE user_id = $1 AND state = 'parked' ORDER BY sequence`,
      values: [userId],
    });
    return rows.map(toNotification);
  }

  /** Gives a parked e-mail its words, and lets it be sent. */
  async release(tx: Queryable, id: string, letter: Letter): Promise<void> {
    await tx.query({
      name: 'notification-release',
      text: `UPDATE notifications SET state = 'waiting', subject = $2,
               body_text = $3, body_html = $4 WHERE id = $1`,
      values: [id, letter.subject, letter.text, letter.html],
    });
  }

  /** Takes the next e-mail to send, so that nobody else does until its time is over; that is a try, whatever comes of it. */
  async claim(
    db: Queryable,
    leaseSeconds: number,
  ): Promise<Notification | undefined> {
    const [row] = await db.query<Row>({
      name: 'notification-claim',
      text: `UPDATE notifications SET attempts = attempts + 1,
               next_attempt_at = now() + make_interval(secs => $1)
             WHERE id = (SELECT id FROM notifications
               WHERE state = 'waiting' AND next_attempt_at <= now()
               ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
             RETURNING ${COLUMNS}`,
      values: [leaseSeconds],
    });
    return row && toNotification(row);
  }

  async finish(
    db: Queryable,
    id: string,
    state: 'sent' | 'kept' | 'failed',
  ): Promise<void> {
    await db.query({
      name: 'notification-finish',
      text: 'UPDATE notifications SET state = $2 WHERE id = $1',
      values: [id, state],
    });
  }

  async putOff(db: Queryable, id: string, seconds: number): Promise<void> {
    await db.query({
      name: 'notification-put-off',
      text: `UPDATE notifications
             SET next_attempt_at = now() + make_interval(secs => $2)
             WHERE id = $1`,
      values: [id, seconds],
    });
  }

  async find(
    db: Queryable,
    userId: string,
    id: string,
  ): Promise<Notification | undefined> {
    const [row] = await db.query<Row>({
      name: 'notification-by-id',
      text: `SELECT ${COLUMNS} FROM notifications WHERE id = $1 AND user_id = $2`,
      values: [id, userId],
    });
    return row && toNotification(row);
  }

  /** The newest first, older than a sequence number. */
  async list(
    db: Queryable,
    userId: string,
    { before, limit }: { before: string; limit: number },
  ): Promise<Notification[]> {
    const rows = await db.query<Row>({
      name: 'notifications-by-user',
      text: `SELECT ${COLUMNS} FROM notifications
             WHERE user_id = $1 AND sequence < $2
             ORDER BY sequence DESC LIMIT $3`,
      values: [userId, before, limit],
    });
    return rows.map(toNotification);
  }
}
