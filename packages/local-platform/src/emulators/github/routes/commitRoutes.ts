import { EmulatorContext } from '../context';
import { diffText, diffTrees } from '../git/changes';
import { countCommits, listCommits, LogQuery } from '../git/history';
import { isTreePath } from '../git/names';
import { Answer, bytes, json } from '../http/Answer';
import { ApiRequest } from '../http/ApiRequest';
import { ApiRouter } from '../http/ApiRouter';
import { GitHubError, notFound, unprocessable } from '../http/GitHubError';
import { linkHeader, pagedJson } from '../http/pagination';
import { commitAt } from '../services/references';
import { changeTotals, commitJson, fileChangeJson } from '../views/commitJson';
import { pullJson } from '../views/pullJson';
import { registerCompareRoutes } from './compareRoutes';
import { registerStatusRoutes } from './statusRoutes';

/** A commit shows at most so many of its files. */
const MAX_FILES = 300;

/** Histories and single commits. */
export function registerCommitRoutes(
  api: ApiRouter,
  context: EmulatorContext,
): void {
  // Before the commit itself, whose ref may hold slashes.
  registerStatusRoutes(api, context);
  registerCompareRoutes(api, context);
  api.get('/repos/:owner/:repo/commits', request =>
    readHistory(context, request),
  );
  api.get('/repos/:owner/:repo/commits/*/pulls', async request => {
    const repository = request.repository();
    const { state } = repository;
    const sha = await commitAt(repository, request.rest);
    const pulls = state.pulls.filter(
      ({ head, mergeCommit }) => head.sha === sha || mergeCommit === sha,
    );
    return pagedJson(pulls, request, pull => pullJson(context, state, pull));
  });
  api.get('/repos/:owner/:repo/commits/*', request =>
    readCommit(context, request),
  );
}

async function readHistory(
  context: EmulatorContext,
  request: ApiRequest,
): Promise<Answer> {
  const repository = request.repository();
  const { git, state } = repository;
  if (await git.isEmpty()) {
    throw new GitHubError(409, 'Git Repository is empty.');
  }
  const { page, perPage } = request.page;
  const query: LogQuery = {
    to: await commitAt(repository, request.query.get('sha')),
    path: pathFrom(request),
    since: timeFrom(request, 'since'),
    until: timeFrom(request, 'until'),
    author: request.query.get('author') ?? undefined,
  };
  const [commits, total] = await Promise.all([
    listCommits(git, { ...query, skip: (page - 1) * perPage, limit: perPage }),
    countCommits(git, query),
  ]);
  return json(
    commits.map(commit => commitJson(context, state, commit)),
    200,
    linkHeader(request.url, request.page, total),
  );
}

async function readCommit(
  context: EmulatorContext,
  request: ApiRequest,
): Promise<Answer> {
  const { git, state } = request.repository();
  const sha = await git.resolveCommit(request.rest);
  const commit = sha && (await git.readCommit(sha));
  if (!commit) {
    throw unprocessable(`No commit found for SHA: ${request.rest}`);
  }
  if (request.media === 'sha') {
    return bytes(
      Buffer.from(commit.sha),
      'application/vnd.github.sha; charset=utf-8',
    );
  }
  if (request.media === 'diff') {
    const diff = await diffText(git, commit.parents[0], commit.sha);
    return bytes(diff, 'application/vnd.github.diff; charset=utf-8');
  }
  const files = await diffTrees(git, commit.parents[0], commit.sha);
  return json({
    ...commitJson(context, state, commit),
    stats: changeTotals(files),
    files: files
      .slice(0, MAX_FILES)
      .map(file => fileChangeJson(context, state, commit.sha, file)),
  });
}

function pathFrom(request: ApiRequest): string | undefined {
  const path = request.query.get('path')?.replace(/^\/+|\/+$/g, '');
  if (!path) {
    return undefined;
  }
  if (!isTreePath(path)) {
    throw notFound();
  }
  return path;
}

function timeFrom(request: ApiRequest, name: string): string | undefined {
  const text = request.query.get(name);
  if (!text) {
    return undefined;
  }
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) {
    throw unprocessable(`${name} must be a time such as 2026-01-31T12:00:00Z`);
  }
  return time.toISOString();
}
