import {
  BadRequestError,
  ForbiddenError,
  NotFoundError,
  callerAddress,
  type RequestContext,
  type Route,
} from '@portico/service-kit';
import { z } from 'zod/v4';
import {
  passwordChangeSchema,
  profileChangeSchema,
  refreshSchema,
  registrationSchema,
  rolesSchema,
  signInSchema,
} from './account';
import type { TokenIssuer } from './TokenIssuer';
import type { UserService } from './UserService';

const idSchema = z.uuid();

/** What a caller sent, or a 400 that names the field and never repeats what it holds. */
function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue.path.join('.') || 'the request';
  throw new BadRequestError(`'${field}' is not valid: ${issue.message}.`);
}

function subjectOf({ principal }: RequestContext): string {
  return parse(idSchema, principal?.subject);
}

function requireAdmin({ principal }: RequestContext): void {
  const roles = principal?.claims.roles;
  if (Array.isArray(roles) && roles.includes('admin')) return;
  throw new ForbiddenError('Only administrators of the shop may do this.');
}

/** What the user service answers. */
export function userRoutes(services: {
  users: UserService;
  issuer: TokenIssuer;
}): Route[] {
  const { users, issuer } = services;
  return [
    ...sessionRoutes(users),
    ...profileRoutes(users),
    {
      method: 'get',
      path: '/v1/keys',
      access: 'public',
      handle: (_request, response) => {
        response.json({ keys: [issuer.publicKey()] });
      },
    },
  ];
}

function sessionRoutes(users: UserService): Route[] {
  return [
    {
      method: 'post',
      path: '/v1/users',
      access: 'public',
      handle: async ({ body }, response) => {
        await users.register(parse(registrationSchema, body));
        response.status(202).json({ status: 'accepted' });
      },
    },
    {
      method: 'post',
      path: '/v1/sessions',
      access: 'public',
      handle: async (request, response) => {
        const asked = parse(signInSchema, request.body);
        response.json(await users.signIn(asked, callerAddress(request)));
      },
    },
    {
      method: 'post',
      path: '/v1/sessions/refresh',
      access: 'public',
      handle: async ({ body }, response) => {
        const { refreshToken } = parse(refreshSchema, body);
        response.json(await users.refresh(refreshToken));
      },
    },
    {
      method: 'delete',
      path: '/v1/sessions',
      access: 'public',
      handle: async ({ body }, response) => {
        await users.signOut(parse(refreshSchema, body).refreshToken);
        response.status(204).end();
      },
    },
  ];
}

function profileRoutes(users: UserService): Route[] {
  return [
    {
      method: 'get',
      path: '/v1/users/me',
      handle: async (_request, response, context) => {
        response.json(await users.profile(subjectOf(context)));
      },
    },
    {
      method: 'patch',
      path: '/v1/users/me',
      handle: async ({ body }, response, context) => {
        const { name } = parse(profileChangeSchema, body);
        response.json(await users.rename(subjectOf(context), name));
      },
    },
    {
      method: 'put',
      path: '/v1/users/me/password',
      handle: async (request, response, context) => {
        const change = parse(passwordChangeSchema, request.body);
        const address = callerAddress(request);
        await users.changePassword(subjectOf(context), change, address);
        response.status(204).end();
      },
    },
    {
      method: 'put',
      path: '/v1/users/:id/roles',
      handle: async ({ params, body }, response, context) => {
        requireAdmin(context);
        const { roles } = parse(rolesSchema, body);
        const id = idSchema.safeParse(params.id);
        if (!id.success) throw new NotFoundError('There is no such account.');
        response.json(await users.setRoles(id.data, roles));
      },
    },
  ];
}
