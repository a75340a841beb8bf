import { Hook, RepositoryState } from '../store/repositoryState';
import { Delivery } from '../webhooks/DeliveryLog';
import { Urls } from './Urls';

/** A webhook; its secret is never shown again. */
export function hookJson(urls: Urls, state: RepositoryState, hook: Hook) {
  const url = `${urls.repository(state)}/hooks/${hook.id}`;
  return {
    type: 'Repository',
    id: hook.id,
    name: 'web',
    active: hook.active,
    events: hook.events,
    config: {
      url: hook.url,
      content_type: hook.contentType,
      insecure_ssl: '0',
      ...(hook.secret !== null && { secret: '********' }),
    },
    created_at: hook.createdAt,
    updated_at: hook.updatedAt,
    url,
    test_url: `${url}/tests`,
    ping_url: `${url}/pings`,
    deliveries_url: `${url}/deliveries`,
  };
}

/** A delivery as lists show it. */
export function deliverySummaryJson(delivery: Delivery) {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt,
    redelivery: delivery.redelivery,
    duration: delivery.durationMs / 1000,
    status: delivery.outcome === 'delivered' ? 'OK' : delivery.reason,
    status_code: delivery.statusCode ?? 0,
    event: delivery.event,
    action: delivery.action,
    url: delivery.url,
  };
}

/** A delivery with what was sent. */
export function deliveryJson(delivery: Delivery) {
  return {
    ...deliverySummaryJson(delivery),
    request: { headers: delivery.headers, payload: payloadOf(delivery) },
    response: { headers: {}, payload: null },
  };
}

function payloadOf({ headers, body }: Delivery): unknown {
  const isJson = headers['content-type'] === 'application/json';
  return JSON.parse(
    isJson ? body : new URLSearchParams(body).get('payload') ?? 'null',
  );
}
