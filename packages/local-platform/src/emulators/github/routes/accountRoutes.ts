import { EmulatorContext } from '../context';
import { Answer, json } from '../http/Answer';
import { ApiRequest } from '../http/ApiRequest';
import { ApiRouter } from '../http/ApiRouter';
import { notFound } from '../http/GitHubError';
import { pagedJson } from '../http/pagination';
import { Account } from '../store/Accounts';
import { HostedRepository } from '../store/HostedRepository';
import { accountJson } from '../views/accountJson';
import { organizationJson, profileJson } from '../views/profileJson';
import { repositoryJson } from '../views/repositoryJson';

/** Users and organizations, and what the host says of itself. */
export function registerAccountRoutes(
  api: ApiRouter,
  context: EmulatorContext,
): void {
  const { accounts, urls } = context;
  api.get('/', async () => json(rootJson(context)));
  api.get('/rate_limit', async request =>
    json(rateJson(context, request.actor)),
  );
  api.get('/user', async request =>
    json(profile(context, request, request.account())),
  );
  api.get('/user/orgs', async request => {
    request.account();
    return pagedJson(accounts.organizations(), request, account =>
      accountJson(urls, account),
    );
  });
  api.get('/user/repos', async request => {
    request.account();
    return repositories(context, request, undefined);
  });
  api.get('/users/:login', async request =>
    json(profile(context, request, accountAt(context, request))),
  );
  api.get('/users/:login/repos', async request =>
    repositories(context, request, accountAt(context, request)),
  );
  api.get('/orgs/:login', async request => {
    const account = organizationAt(context, request);
    const count = visible(context, request, account).length;
    return json(organizationJson(urls, account, count));
  });
  api.get('/orgs/:login/repos', async request =>
    repositories(context, request, organizationAt(context, request)),
  );
}

function accountAt(context: EmulatorContext, request: ApiRequest): Account {
  const account = context.accounts.find(request.param('login'));
  if (!account) {
    throw notFound();
  }
  return account;
}

/** The organization that the path names; a user is none. */
export function organizationAt(
  context: EmulatorContext,
  request: ApiRequest,
): Account {
  const account = accountAt(context, request);
  if (account.type !== 'Organization') {
    throw notFound();
  }
  return account;
}

function profile(
  context: EmulatorContext,
  request: ApiRequest,
  account: Account,
) {
  const count = visible(context, request, account).length;
  return profileJson(context.urls, account, count);
}

function visible(
  context: EmulatorContext,
  request: ApiRequest,
  owner: Account | undefined,
): HostedRepository[] {
  return context.host
    .list(owner?.login)
    .filter(({ state }) => !state.private || request.actor !== undefined);
}

function repositories(
  context: EmulatorContext,
  request: ApiRequest,
  owner: Account | undefined,
): Answer {
  const mayWrite = request.actor !== undefined;
  return pagedJson(visible(context, request, owner), request, ({ state }) =>
    repositoryJson(context, state, mayWrite),
  );
}

function rootJson({ urls }: EmulatorContext) {
  return {
    current_user_url: urls.api('/user'),
    organization_url: urls.api('/orgs/{org}'),
    rate_limit_url: urls.api('/rate_limit'),
    repository_url: urls.api('/repos/{owner}/{repo}'),
    user_url: urls.api('/users/{user}'),
  };
}

function rateJson(
  { rateLimiter }: EmulatorContext,
  actor: Account | undefined,
) {
  const { limit, used, remaining, reset } = rateLimiter.peek(
    actor?.login ?? '',
  );
  const core = { limit, used, remaining, reset };
  return { resources: { core }, rate: core };
}
