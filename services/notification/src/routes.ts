import {
  callerOf,
  parseId,
  parseRequest,
  sequencePageSchema,
  type Route,
} from '@portico/service-kit';
import type { NotificationService } from './NotificationService';

/** What the notification service answers: to each caller their own e-mails. */
export function notificationRoutes(service: NotificationService): Route[] {
  return [
    {
      method: 'get',
      path: '/v1/notifications',
      handle: async ({ query }, response, context) => {
        const page = parseRequest(sequencePageSchema, { ...query });
        response.json(await service.list(callerOf(context), page));
      },
    },
    {
      method: 'get',
      path: '/v1/notifications/:id',
      handle: async ({ params }, response, context) => {
        const id = parseId(params.id, 'notification');
        response.json(await service.get(callerOf(context), id));
      },
    },
  ];
}
