import { randomUUID } from 'node:crypto';
import { RepositoryEvent } from '../store/events';
import { Delivery } from './DeliveryLog';
import { signBody } from './signature';

/** Where a webhook goes. */
export interface WebhookTarget {
  /** The hook of a repository; null for the host's own. */
  hookId: number | null;
  url: string;
  secret: string | null;
  form: boolean;
}

/** A webhook that is ready to be sent. */
export type PreparedDelivery = Pick<
  Delivery,
  | 'guid'
  | 'hookId'
  | 'repository'
  | 'event'
  | 'action'
  | 'url'
  | 'headers'
  | 'body'
>;

/** Writes a webhook out: its body, and the headers that name and sign it. */
export function prepareDelivery(
  event: RepositoryEvent,
  target: WebhookTarget,
  payload: Record<string, unknown>,
): PreparedDelivery {
  const guid = randomUUID();
  const json = JSON.stringify(payload);
  const body = target.form
    ? new URLSearchParams({ payload: json }).toString()
    : json;
  return {
    guid,
    hookId: target.hookId,
    repository: `${event.repository.owner}/${event.repository.name}`,
    event: event.type,
    action: 'action' in event ? event.action : null,
    url: target.url,
    headers: {
      accept: '*/*',
      'content-type': target.form
        ? 'application/x-www-form-urlencoded'
        : 'application/json',
      'user-agent': 'GitHub-Hookshot/portico',
      'x-github-delivery': guid,
      'x-github-event': event.type,
      ...(target.hookId !== null && {
        'x-github-hook-id': String(target.hookId),
      }),
      ...(target.secret !== null && {
        'x-hub-signature-256': signBody(target.secret, body),
      }),
    },
    body,
  };
}
