import { z } from 'zod/v4';
import { EmulatorContext } from '../context';
import { Answer, created, json, noContent } from '../http/Answer';
import { ApiRequest } from '../http/ApiRequest';
import { ApiRouter } from '../http/ApiRouter';
import { notFound, validationFailed } from '../http/GitHubError';
import { pagedJson } from '../http/pagination';
import { Hook, RepositoryState } from '../store/repositoryState';
import { deliveryJson, deliverySummaryJson, hookJson } from '../views/hookJson';
import { Delivery } from '../webhooks/DeliveryLog';

const configSchema = z.object({
  url: z
    .string()
    .max(2000)
    .refine(
      text => /^https?:$/.test(URL.parse(text)?.protocol ?? ''),
      'must be an http(s) address',
    ),
  content_type: z.enum(['json', 'form']).default('form'),
  secret: z.string().max(1000).nullish(),
});
const createSchema = z.object({
  name: z.literal('web').default('web'),
  config: configSchema,
  events: z.array(z.string()).max(100).default(['push']),
  active: z.boolean().default(true),
});
const updateSchema = z.object({
  config: configSchema.optional(),
  events: z.array(z.string()).max(100).optional(),
  active: z.boolean().optional(),
});

/** Webhooks of a repository, and what was delivered to them. */
export function registerHookRoutes(
  api: ApiRouter,
  context: EmulatorContext,
): void {
  const { urls } = context;
  const base = '/repos/:owner/:repo/hooks';
  api.get(base, async request => {
    request.account();
    const { state } = request.repository();
    return pagedJson(state.hooks, request, hook => hookJson(urls, state, hook));
  });
  api.post(base, request => createHook(context, request));
  api.get(`${base}/:id`, async request => {
    request.account();
    const { state } = request.repository();
    return json(hookJson(urls, state, hookAt(state, request)));
  });
  api.patch(`${base}/:id`, request => updateHook(context, request));
  api.delete(`${base}/:id`, async request => {
    await request.repository().exclusive(async ({ state }) => {
      const hook = hookAt(state, request);
      state.hooks = state.hooks.filter(other => other !== hook);
    });
    return noContent();
  });
  api.post(`${base}/:id/pings`, request => ping(request));
  registerDeliveryRoutes(api, context, `${base}/:id/deliveries`);
}

function registerDeliveryRoutes(
  api: ApiRouter,
  context: EmulatorContext,
  path: string,
): void {
  const deliveries = (request: ApiRequest): Delivery[] => {
    request.account();
    const hook = hookAt(request.repository().state, request);
    return context.deliveries.list().filter(({ hookId }) => hookId === hook.id);
  };
  const one = (request: ApiRequest): Delivery => {
    const id = Number(request.param('delivery'));
    const found = deliveries(request).find(delivery => delivery.id === id);
    if (!found) {
      throw notFound();
    }
    return found;
  };
  api.get(path, async request =>
    pagedJson(deliveries(request), request, deliverySummaryJson),
  );
  api.get(`${path}/:delivery`, async request =>
    json(deliveryJson(one(request))),
  );
  api.post(`${path}/:delivery/attempts`, async request => {
    context.webhooks.redeliver(one(request));
    return json({}, 202);
  });
}

async function createHook(
  { urls }: EmulatorContext,
  request: ApiRequest,
): Promise<Answer> {
  const body = request.body(createSchema);
  const sender = request.account().login;
  return request.repository().exclusive(async transaction => {
    const { state, now } = transaction;
    if (state.hooks.some(({ url }) => url === body.config.url)) {
      throw validationFailed({
        resource: 'Hook',
        code: 'custom',
        message: 'Hook already exists on this repository',
      });
    }
    const hook: Hook = {
      id: transaction.nextId(),
      url: body.config.url,
      secret: body.config.secret ?? null,
      contentType: body.config.content_type,
      events: body.events,
      active: body.active,
      createdAt: now,
      updatedAt: now,
    };
    state.hooks.push(hook);
    transaction.emit({ type: 'ping', hookId: hook.id, sender });
    return created(hookJson(urls, state, hook));
  });
}

async function updateHook(
  { urls }: EmulatorContext,
  request: ApiRequest,
): Promise<Answer> {
  const body = request.body(updateSchema);
  return request.repository().exclusive(async ({ state, now }) => {
    const hook = hookAt(state, request);
    if (body.config) {
      hook.url = body.config.url;
      hook.contentType = body.config.content_type;
      hook.secret = body.config.secret ?? null;
    }
    hook.events = body.events ?? hook.events;
    hook.active = body.active ?? hook.active;
    hook.updatedAt = now;
    return json(hookJson(urls, state, hook));
  });
}

async function ping(request: ApiRequest): Promise<Answer> {
  const sender = request.account().login;
  await request.repository().exclusive(async transaction => {
    const { id } = hookAt(transaction.state, request);
    transaction.emit({ type: 'ping', hookId: id, sender });
  });
  return noContent();
}

function hookAt(state: RepositoryState, request: ApiRequest): Hook {
  const id = Number(request.param('id'));
  const hook = state.hooks.find(other => other.id === id);
  if (!hook) {
    throw notFound();
  }
  return hook;
}
