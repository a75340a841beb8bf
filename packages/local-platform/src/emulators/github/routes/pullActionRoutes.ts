import { z } from 'zod/v4';
import { EmulatorContext } from '../context';
import { Answer, created, json, noContent } from '../http/Answer';
import { ApiRequest } from '../http/ApiRequest';
import { ApiRouter } from '../http/ApiRouter';
import { notFound, unprocessable } from '../http/GitHubError';
import { pagedJson } from '../http/pagination';
import { mergePull } from '../services/mergePull';
import { Review } from '../store/repositoryState';
import { pullJson } from '../views/pullJson';
import { reviewJson } from '../views/issueJson';
import { objectIdSchema } from './bodySchemas';
import { findPull, pullAt } from './pullRoutes';

const mergeSchema = z.object({
  merge_method: z.enum(['merge', 'squash', 'rebase']).default('merge'),
  sha: z.string().nullish(),
  commit_title: z.string().max(1000).nullish(),
  commit_message: z.string().max(65_536).nullish(),
});
const reviewSchema = z.object({
  event: z.enum(['APPROVE', 'REQUEST_CHANGES', 'COMMENT']).default('COMMENT'),
  body: z.string().max(65_536).nullish(),
  commit_id: objectIdSchema.nullish(),
});
const reviewersSchema = z.object({
  reviewers: z.array(z.string()).max(15).default([]),
});

const STATES = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
} as const;

/** What is done with pull requests: reviews and merges. */
export function registerPullActionRoutes(
  api: ApiRouter,
  context: EmulatorContext,
): void {
  const base = '/repos/:owner/:repo/pulls/:number';
  api.get(`${base}/merge`, async request => {
    if (pullAt(request).mergedAt === null) {
      throw notFound();
    }
    return noContent();
  });
  api.put(`${base}/merge`, merge);
  api.get(`${base}/reviews`, async request => {
    const { state } = request.repository();
    const pull = pullAt(request);
    return pagedJson(pull.reviews, request, review =>
      reviewJson(context, state, pull, review),
    );
  });
  api.post(`${base}/reviews`, request => addReview(context, request));
  api.get(`${base}/comments`, async request => {
    pullAt(request);
    return json([]);
  });
  api.post(`${base}/requested_reviewers`, request =>
    requestReviewers(context, request),
  );
}

async function merge(request: ApiRequest): Promise<Answer> {
  const body = request.body(mergeSchema);
  const account = request.account();
  const sha = await request.repository().exclusive(transaction =>
    mergePull(
      transaction,
      findPull(transaction.state.pulls, request),
      {
        method: body.merge_method,
        sha: body.sha ?? undefined,
        title: body.commit_title ?? undefined,
        message: body.commit_message ?? undefined,
      },
      account,
    ),
  );
  return json({
    sha,
    merged: true,
    message: 'Pull Request successfully merged',
  });
}

async function addReview(
  context: EmulatorContext,
  request: ApiRequest,
): Promise<Answer> {
  const body = request.body(reviewSchema);
  const author = request.account().login;
  return request.repository().exclusive(async transaction => {
    const { state, now } = transaction;
    const pull = findPull(state.pulls, request);
    if (author === pull.author && body.event !== 'COMMENT') {
      const what = body.event === 'APPROVE' ? 'approve' : 'request changes on';
      throw unprocessable(`Can not ${what} your own pull request`);
    }
    const review: Review = {
      id: transaction.nextId(),
      author,
      body: body.body ?? '',
      state: STATES[body.event],
      commit: body.commit_id ?? pull.head.sha,
      submittedAt: now,
    };
    pull.reviews.push(review);
    pull.updatedAt = now;
    return json(reviewJson(context, state, pull, review));
  });
}

async function requestReviewers(
  context: EmulatorContext,
  request: ApiRequest,
): Promise<Answer> {
  const { reviewers } = request.body(reviewersSchema);
  const unknown = reviewers.find(login => !context.accounts.find(login));
  if (unknown !== undefined) {
    throw unprocessable(
      `Reviews may only be requested from collaborators. ${unknown} is not one.`,
    );
  }
  await request.repository().exclusive(async ({ state, now }) => {
    const pull = findPull(state.pulls, request);
    const all = [...pull.requestedReviewers, ...reviewers];
    pull.requestedReviewers = [...new Set(all)];
    pull.updatedAt = now;
  });
  const repository = request.repository();
  return created(pullJson(context, repository.state, pullAt(request)));
}
