import { EmulatorContext } from '../context';
import { isBranchName } from '../git/names';
import { json } from '../http/Answer';
import { ApiRequest } from '../http/ApiRequest';
import { ApiRouter } from '../http/ApiRouter';
import { notFound } from '../http/GitHubError';
import { pagedJson } from '../http/pagination';
import { protectionOf } from '../services/protection';
import { RepositoryState } from '../store/repositoryState';
import { commitJson } from '../views/commitJson';
import { protectionSummaryJson } from '../views/protectionJson';
import { encodePath } from '../views/Urls';
import { registerProtectionRoutes } from './protectionRoutes';

const HEADS = 'refs/heads/';

/** Branches, and the tags beside them. */
export function registerBranchRoutes(
  api: ApiRouter,
  context: EmulatorContext,
): void {
  // Before the branch itself, whose name may hold slashes.
  registerProtectionRoutes(api, context);
  api.get('/repos/:owner/:repo/branches', async request => {
    const { git, state } = request.repository();
    const refs = await git.listRefs('refs/heads');
    const wanted = request.query.get('protected');
    const branches = refs
      .map(({ name, sha }) => branchJson(context, state, name, sha))
      .filter(branch => wanted === null || String(branch.protected) === wanted);
    return pagedJson(branches, request, branch => branch);
  });
  api.get('/repos/:owner/:repo/branches/*', async request =>
    json(await readBranch(context, request)),
  );
  api.get('/repos/:owner/:repo/tags', async request => {
    const { git, state } = request.repository();
    const tags = await git.listRefs('refs/tags');
    const peeled = await Promise.all(
      tags.map(async ({ name }) => ({
        name: name.replace(/^refs\/tags\//, ''),
        sha: await git.resolveCommit(name),
      })),
    );
    return pagedJson(peeled, request, tag => tagJson(context, state, tag));
  });
}

async function readBranch(context: EmulatorContext, request: ApiRequest) {
  const { git, state } = request.repository();
  const branch = request.rest;
  const ref = isBranchName(branch)
    ? await git.readRef(`${HEADS}${branch}`)
    : undefined;
  const commit = ref && (await git.readCommit(ref.sha));
  if (!ref || !commit) {
    throw notFound('Branch not found');
  }
  const summary = branchJson(context, state, ref.name, ref.sha);
  const url = `${context.urls.repository(state)}/branches/${encodePath(
    branch,
  )}`;
  return {
    ...summary,
    commit: commitJson(context, state, commit),
    _links: {
      self: url,
      html: context.urls.page(state, `/tree/${encodePath(branch)}`),
    },
  };
}

function branchJson(
  { urls }: EmulatorContext,
  state: RepositoryState,
  ref: string,
  sha: string,
) {
  const name = ref.slice(HEADS.length);
  const api = urls.repository(state);
  const protection = protectionOf(state, name);
  return {
    name,
    commit: { sha, url: `${api}/commits/${sha}` },
    protected: protection !== undefined,
    protection: protectionSummaryJson(protection),
    protection_url: `${api}/branches/${encodePath(name)}/protection`,
  };
}

function tagJson(
  { urls }: EmulatorContext,
  state: RepositoryState,
  tag: { name: string; sha: string | undefined },
) {
  const api = urls.repository(state);
  const name = encodePath(tag.name);
  return {
    name: tag.name,
    commit: tag.sha ? { sha: tag.sha, url: `${api}/commits/${tag.sha}` } : null,
    tarball_url: `${api}/tarball/refs/tags/${name}`,
    zipball_url: `${api}/zipball/refs/tags/${name}`,
  };
}
