import { z } from 'zod/v4';
import { EmulatorContext } from '../context';
import { isBranchName, isRepositoryName } from '../git/names';
import { Answer, created, json, noContent } from '../http/Answer';
import { ApiRequest } from '../http/ApiRequest';
import { ApiRouter } from '../http/ApiRouter';
import { unprocessable, validationFailed } from '../http/GitHubError';
import { pagedJson } from '../http/pagination';
import { Account } from '../store/Accounts';
import { RepositoryExistsError } from '../store/RepositoryHost';
import { DEFAULT_SETTINGS, RepositoryState } from '../store/repositoryState';
import { accountJson } from '../views/accountJson';
import { repositoryJson } from '../views/repositoryJson';
import { commitReadme } from '../services/commitReadme';
import { organizationAt } from './accountRoutes';

const flag = z.boolean().nullish();
const text = z.string().max(1000).nullish();

const editSchema = z.object({
  description: text,
  homepage: text,
  private: flag,
  visibility: z.enum(['public', 'private', 'internal']).nullish(),
  has_issues: flag,
  has_projects: flag,
  has_wiki: flag,
  allow_merge_commit: flag,
  allow_squash_merge: flag,
  allow_rebase_merge: flag,
  allow_auto_merge: flag,
  allow_update_branch: flag,
  delete_branch_on_merge: flag,
});

const createSchema = editSchema.extend({
  name: z.string(),
  auto_init: flag,
});
const updateSchema = editSchema.extend({
  default_branch: z.string().nullish(),
});
const topicsSchema = z.object({
  names: z.array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/)).max(20),
});
const collaboratorSchema = z.object({ permission: z.string().default('push') });

/** Repositories themselves: made, read, changed, removed. */
export function registerRepositoryRoutes(
  api: ApiRouter,
  context: EmulatorContext,
): void {
  api.post('/user/repos', async request =>
    createRepository(context, request, request.account()),
  );
  api.post('/orgs/:login/repos', async request =>
    createRepository(context, request, organizationAt(context, request)),
  );
  api.get('/repos/:owner/:repo', async request =>
    json(shown(context, request, request.repository().state)),
  );
  api.patch('/repos/:owner/:repo', async request =>
    updateRepository(context, request),
  );
  api.delete('/repos/:owner/:repo', async request => {
    await context.host.delete(request.repository());
    return noContent();
  });
  registerTopicRoutes(api);
  registerCollaboratorRoutes(api, context);
}

function registerTopicRoutes(api: ApiRouter): void {
  api.get('/repos/:owner/:repo/topics', async request =>
    json({ names: request.repository().state.topics }),
  );
  api.put('/repos/:owner/:repo/topics', async request => {
    const { names } = request.body(topicsSchema);
    await request.repository().exclusive(async ({ state }) => {
      state.topics = [...new Set(names)];
    });
    return json({ names: request.repository().state.topics });
  });
}

function registerCollaboratorRoutes(
  api: ApiRouter,
  context: EmulatorContext,
): void {
  api.get('/repos/:owner/:repo/collaborators', async request =>
    pagedJson(
      request.repository().state.collaborators,
      request,
      ({ login, permission }) => ({
        ...accountJson(context.urls, context.accounts.require(login)),
        role_name: permission,
      }),
    ),
  );
  api.put('/repos/:owner/:repo/collaborators/:login', async request => {
    const { permission } = request.body(collaboratorSchema);
    const login = request.param('login');
    await request.repository().exclusive(async ({ state }) => {
      state.collaborators = [
        ...state.collaborators.filter(other => other.login !== login),
        { login, permission },
      ];
    });
    return noContent();
  });
}

async function createRepository(
  context: EmulatorContext,
  request: ApiRequest,
  owner: Account,
): Promise<Answer> {
  const body = request.body(createSchema);
  if (!isRepositoryName(body.name)) {
    throw validationFailed({
      resource: 'Repository',
      field: 'name',
      code: 'invalid',
      message:
        'name may hold letters, digits, ".", "-" and "_", and must not begin with "-" or end with ".git"',
    });
  }
  try {
    const repository = await context.host.create({
      owner: owner.login,
      name: body.name,
      description: body.description,
      homepage: body.homepage,
      private: isPrivate(body) ?? false,
      settings: settingsFrom(body, DEFAULT_SETTINGS),
    });
    if (body.auto_init) {
      await commitReadme(repository, request.account());
    }
    return created(shown(context, request, repository.state));
  } catch (error) {
    throw error instanceof RepositoryExistsError ? nameTaken() : error;
  }
}

function nameTaken() {
  return validationFailed({
    resource: 'Repository',
    code: 'custom',
    field: 'name',
    message: 'name already exists on this account',
  });
}

async function updateRepository(
  context: EmulatorContext,
  request: ApiRequest,
): Promise<Answer> {
  const body = request.body(updateSchema);
  const repository = request.repository();
  await repository.exclusive(async ({ state, git, now }) => {
    const branch = body.default_branch;
    if (branch && branch !== state.defaultBranch) {
      const ref = isBranchName(branch)
        ? await git.readRef(`refs/heads/${branch}`)
        : undefined;
      if (!ref) {
        throw unprocessable(
          `The branch ${branch} was not found. Please push that ref first or create it via the Git Data API.`,
        );
      }
      await git.setHead(branch);
      state.defaultBranch = branch;
    }
    const { description, homepage } = body;
    state.description =
      description === undefined ? state.description : description;
    state.homepage = homepage === undefined ? state.homepage : homepage;
    state.private = isPrivate(body) ?? state.private;
    state.settings = settingsFrom(body, state.settings);
    state.updatedAt = now;
  });
  return json(shown(context, request, repository.state));
}

function shown(
  context: EmulatorContext,
  request: ApiRequest,
  state: RepositoryState,
) {
  return repositoryJson(context, state, request.actor !== undefined);
}

function isPrivate(body: z.infer<typeof editSchema>): boolean | undefined {
  return body.visibility
    ? body.visibility !== 'public'
    : body.private ?? undefined;
}

function settingsFrom(
  body: z.infer<typeof editSchema>,
  before: RepositoryState['settings'],
): RepositoryState['settings'] {
  return {
    hasIssues: body.has_issues ?? before.hasIssues,
    hasProjects: body.has_projects ?? before.hasProjects,
    hasWiki: body.has_wiki ?? before.hasWiki,
    allowMergeCommit: body.allow_merge_commit ?? before.allowMergeCommit,
    allowSquashMerge: body.allow_squash_merge ?? before.allowSquashMerge,
    allowRebaseMerge: body.allow_rebase_merge ?? before.allowRebaseMerge,
    allowAutoMerge: body.allow_auto_merge ?? before.allowAutoMerge,
    allowUpdateBranch: body.allow_update_branch ?? before.allowUpdateBranch,
    deleteBranchOnMerge:
      body.delete_branch_on_merge ?? before.deleteBranchOnMerge,
  };
}
