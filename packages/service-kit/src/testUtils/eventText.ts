import { randomUUID } from 'node:crypto';
import type { ShopEventType } from '../events/eventTypes';

/** A message as another service would have sent it; `data` may be wrong on purpose. */
export function eventText(
  type: ShopEventType,
  subject: string,
  data: object,
): string {
  return JSON.stringify({
    specversion: '1.0',
    id: randomUUID(),
    source: 'another-service',
    type,
    subject,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    data,
  });
}
