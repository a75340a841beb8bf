import { z } from 'zod/v4';
import { EmulatorContext } from '../context';
import { Answer, created, json } from '../http/Answer';
import { ApiRequest } from '../http/ApiRequest';
import { ApiRouter } from '../http/ApiRouter';
import { unprocessable } from '../http/GitHubError';
import { linkHeader, pagedJson, slicePage } from '../http/pagination';
import { commitAt } from '../services/references';
import { CommitStatus } from '../store/repositoryState';
import {
  combinedStatusJson,
  latestStatuses,
  statusJson,
} from '../views/statusJson';
import { isObjectId } from '../git/names';

const createSchema = z.object({
  state: z.enum(['error', 'failure', 'pending', 'success']),
  context: z.string().min(1).max(255).default('default'),
  description: z.string().max(140).nullish(),
  target_url: z
    .string()
    .max(2000)
    .refine(isWebAddress, 'must use http(s) scheme')
    .nullish(),
});

/** As many statuses GitHub keeps of one commit and context. */
const MAX_STATUSES = 1000;

/** Commit statuses; checks are not emulated, and their lists are empty. */
export function registerStatusRoutes(
  api: ApiRouter,
  context: EmulatorContext,
): void {
  const base = '/repos/:owner/:repo';
  const list = async (request: ApiRequest) => {
    const repository = request.repository();
    const { state } = repository;
    const sha = await commitAt(repository, request.rest);
    const statuses = state.statuses.filter(status => status.sha === sha);
    return pagedJson(statuses.reverse(), request, status =>
      statusJson(context, state, status),
    );
  };
  api.post(`${base}/statuses/:sha`, request => createStatus(context, request));
  api.get(`${base}/statuses/*`, list);
  api.get(`${base}/commits/*/statuses`, list);
  api.get(`${base}/commits/*/status`, request =>
    readCombined(context, request),
  );
  for (const kind of ['check-runs', 'check-suites']) {
    api.get(`${base}/commits/*/${kind}`, async request => {
      await commitAt(request.repository(), request.rest);
      return json({ total_count: 0, [kind.replace('-', '_')]: [] });
    });
  }
}

async function createStatus(
  context: EmulatorContext,
  request: ApiRequest,
): Promise<Answer> {
  const body = request.body(createSchema);
  const repository = request.repository();
  const sha = request.param('sha');
  const creator = request.account().login;
  return repository.exclusive(async transaction => {
    const { git, state, now } = transaction;
    const found = isObjectId(sha) ? await git.readCommit(sha) : undefined;
    if (!found) {
      throw unprocessable(`No commit found for SHA: ${sha}`);
    }
    const same = state.statuses.filter(
      other => other.sha === sha && other.context === body.context,
    );
    if (same.length >= MAX_STATUSES) {
      throw unprocessable(
        'This SHA and context has reached the maximum number of statuses.',
      );
    }
    const status: CommitStatus = {
      id: transaction.nextId(),
      sha,
      state: body.state,
      context: body.context,
      description: body.description ?? null,
      targetUrl: body.target_url ?? null,
      creator,
      createdAt: now,
    };
    state.statuses.push(status);
    transaction.emit({ type: 'status', status, sender: creator });
    return created(statusJson(context, state, status));
  });
}

async function readCombined(
  context: EmulatorContext,
  request: ApiRequest,
): Promise<Answer> {
  const repository = request.repository();
  const { state } = repository;
  const sha = await commitAt(repository, request.rest);
  const latest = latestStatuses(state, sha);
  return json(
    combinedStatusJson(
      context,
      state,
      sha,
      slicePage(latest, request.page),
      request.actor !== undefined,
    ),
    200,
    linkHeader(request.url, request.page, latest.length),
  );
}

function isWebAddress(text: string): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? '');
}
