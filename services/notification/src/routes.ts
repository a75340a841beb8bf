import {
  callerOf,
  parseId,
  parseRequest,
  type Route,
} from '@portico/service-kit';
import { z } from 'zod/v4';
import type { NotificationService } from './NotificationService';

const listSchema = z.strictObject({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(100))
    .default(20),
});

/** What the notification service answers: to each caller their own e-mails. */
export function notificationRoutes(service: NotificationService): Route[] {
  return [
    {
      method: 'get',
      path: '/v1/notifications',
      handle: async ({ query }, response, context) => {
        const { cursor, limit } = parseRequest(listSchema, { ...query });
        response.json(
          await service.list(callerOf(context), { before: cursor, limit }),
        );
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
