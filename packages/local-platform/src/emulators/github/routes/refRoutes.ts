import { z } from 'zod/v4';
import { EmulatorContext } from '../context';
import { GitRepository } from '../git/GitRepository';
import { GitRef, ZERO_ID } from '../git/gitObjects';
import { isAncestor } from '../git/history';
import { isBranchName, isRefName } from '../git/names';
import { created, json, noContent } from '../http/Answer';
import { ApiRequest } from '../http/ApiRequest';
import { ApiRouter } from '../http/ApiRouter';
import { notFound, unprocessable } from '../http/GitHubError';
import { pagedJson } from '../http/pagination';
import { changeRefs } from '../services/changeRefs';
import { refuseEmpty } from '../services/references';
import { refJson } from '../views/refJson';
import { objectIdSchema } from './bodySchemas';

const createSchema = z.object({ ref: z.string(), sha: objectIdSchema });
const updateSchema = z.object({
  sha: objectIdSchema,
  force: z.boolean().default(false),
});

const WRITABLE = /^refs\/(heads|tags)\/(.+)$/;

/** Refs of the git database. */
export function registerRefRoutes(
  api: ApiRouter,
  context: EmulatorContext,
): void {
  const { urls } = context;
  const base = '/repos/:owner/:repo/git';
  const one = async (request: ApiRequest) => {
    const { git, state } = request.repository();
    await refuseEmpty(git);
    const ref = await visibleRef(git, `refs/${request.rest}`);
    if (!ref) {
      throw notFound();
    }
    return json(refJson(urls, state, ref));
  };
  const matching = async (request: ApiRequest, prefix: string) => {
    const { git, state } = request.repository();
    await refuseEmpty(git);
    const refs = (await git.listRefs('refs')).filter(
      ({ name }) =>
        name.startsWith(`refs/${prefix}`) && !name.startsWith('refs/portico/'),
    );
    return pagedJson(refs, request, ref => refJson(urls, state, ref));
  };
  api.get(`${base}/ref/*`, one);
  api.get(`${base}/refs`, request => matching(request, ''));
  api.get(`${base}/matching-refs/*`, request =>
    matching(request, request.rest),
  );
  api.get(`${base}/refs/*`, one);
  api.post(`${base}/refs`, request => createRef(context, request));
  api.patch(`${base}/refs/*`, request => updateRef(context, request));
  api.delete(`${base}/refs/*`, request => deleteRef(request));
}

async function createRef({ urls }: EmulatorContext, request: ApiRequest) {
  const { ref, sha } = request.body(createSchema);
  const name = writableName(ref);
  const repository = request.repository();
  return repository.exclusive(async transaction => {
    const { git, state } = transaction;
    await refuseEmpty(git);
    if (await git.readRef(name)) {
      throw unprocessable('Reference already exists');
    }
    const object = await objectFor(git, name, sha);
    await refuseInTheWay(git, name);
    const change = { name, from: ZERO_ID, to: sha };
    await changeRefs(transaction, [change], request.account().login);
    return created(refJson(urls, state, object));
  });
}

async function updateRef({ urls }: EmulatorContext, request: ApiRequest) {
  const { sha, force } = request.body(updateSchema);
  const name = writableName(`refs/${request.rest}`);
  const repository = request.repository();
  return repository.exclusive(async transaction => {
    const { git, state } = transaction;
    const before = await existing(git, name);
    const object = await objectFor(git, name, sha);
    if (!force && !(await isAncestor(git, before.sha, sha))) {
      throw unprocessable('Update is not a fast forward');
    }
    if (before.sha !== sha) {
      const change = { name, from: before.sha, to: sha };
      await changeRefs(transaction, [change], request.account().login);
    }
    return json(refJson(urls, state, object));
  });
}

async function deleteRef(request: ApiRequest) {
  const name = writableName(`refs/${request.rest}`);
  const repository = request.repository();
  await repository.exclusive(async transaction => {
    const { git, state } = transaction;
    const before = await existing(git, name);
    if (name === `refs/heads/${state.defaultBranch}`) {
      throw unprocessable('Cannot delete the default branch');
    }
    const change = { name, from: before.sha, to: ZERO_ID };
    await changeRefs(transaction, [change], request.account().login);
  });
  return noContent();
}

function writableName(ref: string): string {
  const short = WRITABLE.exec(ref)?.[2] ?? '';
  const valid = ref.startsWith('refs/heads/')
    ? isBranchName(short)
    : isRefName(short);
  if (!valid) {
    throw unprocessable(
      `${ref} is not a valid ref name: it must be refs/heads/<branch> or refs/tags/<tag>.`,
    );
  }
  return ref;
}

async function visibleRef(
  git: GitRepository,
  name: string,
): Promise<GitRef | undefined> {
  return name.startsWith('refs/portico/') ? undefined : git.readRef(name);
}

async function existing(git: GitRepository, name: string): Promise<GitRef> {
  const ref = await git.readRef(name);
  if (!ref) {
    throw unprocessable('Reference does not exist');
  }
  return ref;
}

/** What the ref is to point at: a commit, or for a tag a tag object. */
async function objectFor(
  git: GitRepository,
  name: string,
  sha: string,
): Promise<GitRef> {
  const object = await git.resolveFirst([sha]);
  const isTag = name.startsWith('refs/tags/') && object?.type === 'tag';
  if (!object || (object.type !== 'commit' && !isTag)) {
    throw unprocessable('Object does not exist');
  }
  return { name, sha, type: object.type };
}

/** Git keeps refs as files: `a` and `a/b` can't both be. */
async function refuseInTheWay(git: GitRepository, name: string): Promise<void> {
  const parts = name.split('/');
  const parents = parts.map((_, index) => parts.slice(0, index).join('/'));
  const below = await git.listRefs(name);
  const above = await Promise.all(
    parents.slice(3).map(parent => git.readRef(parent)),
  );
  const other = [...below, ...above].find(ref => ref !== undefined);
  if (other) {
    throw unprocessable(`Reference cannot be created: ${other.name} exists`);
  }
}
