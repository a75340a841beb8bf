import { z } from 'zod/v4';
import { EmulatorContext } from '../context';
import { Answer, created, json, noContent } from '../http/Answer';
import { ApiRequest } from '../http/ApiRequest';
import { ApiRouter } from '../http/ApiRouter';
import { notFound } from '../http/GitHubError';
import { pagedJson } from '../http/pagination';
import {
  IssueComment,
  PullRequest,
  RepositoryState,
} from '../store/repositoryState';
import { commentJson, issueJson } from '../views/issueJson';
import { registerLabelRoutes } from './labelRoutes';
import { findPull, pullAt } from './pullRoutes';

const commentSchema = z.object({ body: z.string().min(1).max(65_536) });
const assigneesSchema = z.object({
  assignees: z.array(z.string()).max(10).default([]),
});

/** The issue side of pull requests: comments, labels, assignees. */
export function registerIssueRoutes(
  api: ApiRouter,
  context: EmulatorContext,
): void {
  const base = '/repos/:owner/:repo/issues';
  registerLabelRoutes(api, context);
  registerCommentRoutes(api, context, `${base}/comments/:id`);
  api.get(`${base}/:number`, async request =>
    json(issueJson(context, request.repository().state, pullAt(request))),
  );
  api.get(`${base}/:number/comments`, async request => {
    const { state } = request.repository();
    const pull = pullAt(request);
    return pagedJson(pull.comments, request, comment =>
      commentJson(context, state, pull, comment),
    );
  });
  api.post(`${base}/:number/comments`, request => addComment(context, request));
  api.post(`${base}/:number/assignees`, async request => {
    const { assignees } = request.body(assigneesSchema);
    await request.repository().exclusive(async ({ state, now }) => {
      const pull = findPull(state.pulls, request);
      pull.assignees = [...new Set([...pull.assignees, ...assignees])];
      pull.updatedAt = now;
    });
    return created(
      issueJson(context, request.repository().state, pullAt(request)),
    );
  });
}

function registerCommentRoutes(
  api: ApiRouter,
  context: EmulatorContext,
  path: string,
): void {
  api.get(path, async request => {
    const { state } = request.repository();
    const { pull, comment } = commentAt(state, request);
    return json(commentJson(context, state, pull, comment));
  });
  api.patch(path, async request => {
    const { body } = request.body(commentSchema);
    return request.repository().exclusive(async ({ state, now }) => {
      const { pull, comment } = commentAt(state, request);
      comment.body = body;
      comment.updatedAt = now;
      return json(commentJson(context, state, pull, comment));
    });
  });
  api.delete(path, async request => {
    await request.repository().exclusive(async ({ state }) => {
      const { pull, comment } = commentAt(state, request);
      pull.comments = pull.comments.filter(other => other !== comment);
    });
    return noContent();
  });
}

async function addComment(
  context: EmulatorContext,
  request: ApiRequest,
): Promise<Answer> {
  const { body } = request.body(commentSchema);
  const author = request.account().login;
  return request.repository().exclusive(async transaction => {
    const { state, now } = transaction;
    const pull = findPull(state.pulls, request);
    const comment: IssueComment = {
      id: transaction.nextId(),
      author,
      body,
      createdAt: now,
      updatedAt: now,
    };
    pull.comments.push(comment);
    pull.updatedAt = now;
    return created(commentJson(context, state, pull, comment));
  });
}

function commentAt(
  state: RepositoryState,
  request: ApiRequest,
): { pull: PullRequest; comment: IssueComment } {
  const id = Number(request.param('id'));
  for (const pull of state.pulls) {
    const comment = pull.comments.find(other => other.id === id);
    if (comment) {
      return { pull, comment };
    }
  }
  throw notFound();
}
