import {
  BadRequestError,
  NotFoundError,
  type RequestContext,
  type Route,
} from '@portico/service-kit';
import { z } from 'zod/v4';
import type { NotificationService } from './NotificationService';

const idSchema = z.uuid();
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

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue.path.join('.') || 'the request';
  throw new BadRequestError(`'${field}' is not valid: ${issue.message}.`);
}

function userOf({ principal }: RequestContext): string {
  return parse(idSchema, principal?.subject);
}

/** What the notification service answers: to each caller their own e-mails. */
export function notificationRoutes(service: NotificationService): Route[] {
  return [
    {
      method: 'get',
      path: '/v1/notifications',
      handle: async ({ query }, response, context) => {
        const { cursor, limit } = parse(listSchema, { ...query });
        response.json(
          await service.list(userOf(context), { before: cursor, limit }),
        );
      },
    },
    {
      method: 'get',
      path: '/v1/notifications/:id',
      handle: async ({ params }, response, context) => {
        const id = idSchema.safeParse(params.id);
        if (!id.success) {
          throw new NotFoundError('There is no such notification.');
        }
        response.json(await service.get(userOf(context), id.data));
      },
    },
  ];
}
