import {
  callerAddress,
  callerOf,
  parseId,
  parseRequest,
  type Route,
} from '@portico/service-kit';
import { z } from 'zod/v4';
import {
  emailSchema,
  passwordChangeSchema,
  profileChangeSchema,
  refreshSchema,
  registrationSchema,
  rolesSchema,
  signInSchema,
} from './account';
import type { SessionService } from './SessionService';
import type { TokenIssuer } from './TokenIssuer';
import type { UserService } from './UserService';

/** What the routes ask. */
export interface UserRoutesOptions {
  users: UserService;
  sessions: SessionService;
  tokens: TokenIssuer;
}

/** The account that somebody wants to sign in to, however its address is written. */
function accountIn(body: unknown): string | undefined {
  const email = z.object({ email: emailSchema }).safeParse(body);
  return email.success ? email.data.email : undefined;
}

/** What the user service answers. */
export function userRoutes(options: UserRoutesOptions): Route[] {
  return [
    ...accountRoutes(options),
    ...sessionRoutes(options),
    ...adminRoutes(options),
  ];
}

function accountRoutes({ users, sessions }: UserRoutesOptions): Route[] {
  return [
    {
      method: 'post',
      path: '/v1/users',
      access: 'public',
      handle: async ({ body }, response) => {
        await users.register(parseRequest(registrationSchema, body));
        response.status(202).json({ status: 'accepted' });
      },
    },
    {
      method: 'get',
      path: '/v1/users/me',
      handle: async (_request, response, context) => {
        response.json(await users.profile(callerOf(context)));
      },
    },
    {
      method: 'patch',
      path: '/v1/users/me',
      handle: async ({ body }, response, context) => {
        const { name } = parseRequest(profileChangeSchema, body);
        response.json(await users.rename(callerOf(context), name));
      },
    },
    {
      method: 'put',
      path: '/v1/users/me/password',
      handle: async (request, response, context) => {
        const change = parseRequest(passwordChangeSchema, request.body);
        const address = callerAddress(request);
        await sessions.changePassword(callerOf(context), change, address);
        response.status(204).end();
      },
    },
  ];
}

function sessionRoutes({ sessions, tokens }: UserRoutesOptions): Route[] {
  // https://www.rfc-editor.org/rfc/rfc6749#section-5.1
  const noStore = { 'Cache-Control': 'no-store' };
  return [
    {
      method: 'post',
      path: '/v1/sessions',
      access: 'public',
      account: ({ body }) => accountIn(body),
      handle: async (request, response) => {
        const signIn = parseRequest(signInSchema, request.body);
        const pair = await sessions.signIn(signIn, callerAddress(request));
        response.set(noStore).json(pair);
      },
    },
    {
      method: 'post',
      path: '/v1/sessions/refresh',
      access: 'public',
      handle: async ({ body }, response, { log }) => {
        const { refreshToken } = parseRequest(refreshSchema, body);
        const pair = await sessions.refresh(refreshToken, log);
        response.set(noStore).json(pair);
      },
    },
    {
      method: 'delete',
      path: '/v1/sessions',
      access: 'public',
      handle: async ({ body }, response) => {
        const { refreshToken } = parseRequest(refreshSchema, body);
        await sessions.signOut(refreshToken);
        response.status(204).end();
      },
    },
    {
      method: 'get',
      path: '/v1/keys',
      access: 'public',
      handle: (_request, response) => {
        response
          .set('Cache-Control', 'public, max-age=300')
          .json(tokens.keySet());
      },
    },
  ];
}

function adminRoutes({ users }: UserRoutesOptions): Route[] {
  return [
    {
      method: 'put',
      path: '/v1/users/:id/roles',
      handle: async ({ params, body }, response, context) => {
        const by = callerOf(context);
        const { roles } = parseRequest(rolesSchema, body);
        const userId = parseId(params.id, 'account');
        const { log } = context;
        response.json(await users.setRoles({ by, userId, roles, log }));
      },
    },
  ];
}
