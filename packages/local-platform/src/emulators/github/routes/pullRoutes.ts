import { z } from 'zod/v4';
import { EmulatorContext } from '../context';
import { diffText } from '../git/changes';
import { mergeBase } from '../git/history';
import { isBranchName } from '../git/names';
import { Answer, bytes, created, json } from '../http/Answer';
import { ApiRequest } from '../http/ApiRequest';
import { ApiRouter } from '../http/ApiRouter';
import { notFound } from '../http/GitHubError';
import { pagedJson } from '../http/pagination';
import { closePull, tellPull } from '../services/followInPulls';
import { branchSha, openPull, reopenPull } from '../services/openPull';
import { pullCommits, pullDetails, pullFiles } from '../services/pullFacts';
import {
  HostedRepository,
  RepositoryTransaction,
} from '../store/HostedRepository';
import { PullRequest } from '../store/repositoryState';
import { commitJson, fileChangeJson } from '../views/commitJson';
import { pullDetailsJson, pullJson } from '../views/pullJson';
import { selectPulls } from './selectPulls';

const branch = z
  .string()
  .refine(
    text => isBranchName(text.slice(text.indexOf(':') + 1)),
    'must be the name of a branch',
  );
const title = z.string().trim().min(1).max(256);
const pullBody = z.string().max(65_536).nullish();

const createSchema = z.object({
  title,
  head: branch,
  base: branch,
  body: pullBody,
  draft: z.boolean().nullish(),
});
const updateSchema = z.object({
  title: title.optional(),
  body: pullBody,
  state: z.enum(['open', 'closed']).optional(),
  base: branch.optional(),
});

/** Pull requests: opened, read, listed and changed. */
export function registerPullRoutes(
  api: ApiRouter,
  context: EmulatorContext,
): void {
  const base = '/repos/:owner/:repo/pulls';
  api.get(base, async request => {
    const { state } = request.repository();
    const pulls = selectPulls(state, request.query);
    return pagedJson(pulls, request, pull => pullJson(context, state, pull));
  });
  api.post(base, request => createPull(context, request));
  api.get(`${base}/:number`, request => readPull(context, request));
  api.patch(`${base}/:number`, request => updatePull(context, request));
  api.get(`${base}/:number/files`, async request => {
    const { git, state } = request.repository();
    const pull = pullAt(request);
    const files = await pullFiles(git, pull);
    return pagedJson(files, request, file =>
      fileChangeJson(context, state, pull.head.sha, file),
    );
  });
  api.get(`${base}/:number/commits`, async request => {
    const { git, state } = request.repository();
    const commits = await pullCommits(git, pullAt(request));
    return pagedJson(commits, request, commit =>
      commitJson(context, state, commit),
    );
  });
}

/** The pull request that the path names, as it was last kept. */
export function pullAt(request: ApiRequest): PullRequest {
  return findPull(request.repository().state.pulls, request);
}

/** The pull request that the path names, among these. */
export function findPull(
  pulls: readonly PullRequest[],
  request: ApiRequest,
): PullRequest {
  const number = Number(request.param('number'));
  const pull = pulls.find(other => other.number === number);
  if (!pull) {
    throw notFound();
  }
  return pull;
}

/** A pull request with all that GitHub computes for it. */
export async function detailedJson(
  context: EmulatorContext,
  repository: HostedRepository,
  pull: PullRequest,
) {
  const details = await pullDetails(repository, pull);
  return pullDetailsJson(context, repository.state, pull, details);
}

async function createPull(
  context: EmulatorContext,
  request: ApiRequest,
): Promise<Answer> {
  const body = request.body(createSchema);
  const repository = request.repository();
  const author = request.account().login;
  const pull = await repository.exclusive(transaction =>
    openPull(
      transaction,
      { ...body, body: body.body ?? null, draft: body.draft ?? false },
      author,
    ),
  );
  return created(await detailedJson(context, repository, pull));
}

async function readPull(
  context: EmulatorContext,
  request: ApiRequest,
): Promise<Answer> {
  const repository = request.repository();
  const pull = pullAt(request);
  if (request.media === 'diff' || request.media === 'patch') {
    const { git } = repository;
    const parted = await mergeBase(git, pull.base.sha, pull.head.sha);
    const diff = await diffText(git, parted, pull.head.sha);
    return bytes(
      diff,
      `application/vnd.github.${request.media}; charset=utf-8`,
    );
  }
  return json(await detailedJson(context, repository, pull));
}

async function updatePull(
  context: EmulatorContext,
  request: ApiRequest,
): Promise<Answer> {
  const body = request.body(updateSchema);
  const repository = request.repository();
  const sender = request.account().login;
  await repository.exclusive(async transaction => {
    const pull = findPull(transaction.state.pulls, request);
    await editPull(transaction, pull, body, sender);
    if (body.state === 'closed' && pull.state === 'open') {
      closePull(transaction, pull, sender);
    }
    if (body.state === 'open' && pull.state === 'closed') {
      await reopenPull(transaction, pull, sender);
    }
  });
  return json(await detailedJson(context, repository, pullAt(request)));
}

async function editPull(
  transaction: RepositoryTransaction,
  pull: PullRequest,
  body: z.infer<typeof updateSchema>,
  sender: string,
): Promise<void> {
  const before = JSON.stringify([pull.title, pull.body, pull.base.ref]);
  pull.title = body.title ?? pull.title;
  pull.body = body.body === undefined ? pull.body : body.body;
  if (body.base !== undefined && body.base !== pull.base.ref) {
    const sha = await branchSha(transaction, body.base, 'base');
    pull.base = { ref: body.base, sha };
  }
  if (JSON.stringify([pull.title, pull.body, pull.base.ref]) === before) {
    return;
  }
  pull.updatedAt = transaction.now;
  tellPull(transaction, 'edited', pull, sender);
}
