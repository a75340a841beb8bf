import { z } from 'zod/v4';
import { EmulatorContext } from '../context';
import { bytes, created, json } from '../http/Answer';
import { ApiRequest } from '../http/ApiRequest';
import { ApiRouter } from '../http/ApiRouter';
import { notFound, unprocessable } from '../http/GitHubError';
import { refuseEmpty } from '../services/references';
import { signatureOf } from '../services/signatureOf';
import { gitCommitJson } from '../views/commitJson';
import { wrappedBase64 } from '../views/contentJson';
import { nodeId } from '../views/Urls';
import {
  base64Schema,
  objectIdSchema,
  personSchema,
  signatureFrom,
} from './bodySchemas';
import { registerTreeRoutes } from './treeRoutes';

const blobSchema = z.union([
  z.object({ encoding: z.literal('base64'), content: base64Schema }),
  z.object({
    encoding: z.enum(['utf-8', 'utf8']).default('utf-8'),
    content: z.string().transform(text => Buffer.from(text, 'utf8')),
  }),
]);

const commitSchema = z.object({
  message: z.string().min(1),
  tree: objectIdSchema,
  parents: z.array(objectIdSchema).default([]),
  author: personSchema.nullish(),
  committer: personSchema.nullish(),
});

/** Blobs, trees and commits of the git database. */
export function registerGitObjectRoutes(
  api: ApiRouter,
  context: EmulatorContext,
): void {
  const base = '/repos/:owner/:repo/git';
  api.post(`${base}/blobs`, request => createBlob(context, request));
  api.get(`${base}/blobs/:sha`, request => readBlob(context, request));
  api.post(`${base}/commits`, request => createCommit(context, request));
  api.get(`${base}/commits/:sha`, async request => {
    const { git, state } = request.repository();
    const commit = await git.readCommit(request.param('sha'));
    if (!commit) {
      throw notFound();
    }
    return json(gitCommitJson(context, state, commit));
  });
  registerTreeRoutes(api, context);
}

async function createBlob({ urls }: EmulatorContext, request: ApiRequest) {
  const { content } = request.body(blobSchema);
  const { git, state } = request.repository();
  await refuseEmpty(git);
  const sha = await git.writeBlob(content);
  return created({ sha, url: `${urls.repository(state)}/git/blobs/${sha}` });
}

async function readBlob({ urls }: EmulatorContext, request: ApiRequest) {
  const { git, state } = request.repository();
  const sha = request.param('sha');
  const content = await git.readBlob(sha);
  if (!content) {
    throw notFound();
  }
  if (request.media === 'raw') {
    return bytes(content, 'application/vnd.github.raw; charset=utf-8');
  }
  return json({
    sha,
    node_id: nodeId('Blob', sha),
    size: content.length,
    url: `${urls.repository(state)}/git/blobs/${sha}`,
    content: wrappedBase64(content),
    encoding: 'base64',
  });
}

async function createCommit(context: EmulatorContext, request: ApiRequest) {
  const body = request.body(commitSchema);
  const { git, state } = request.repository();
  await refuseEmpty(git);
  const tree = await git.resolveFirst([body.tree]);
  if (tree?.type !== 'tree') {
    throw unprocessable('Tree SHA does not exist');
  }
  const parents = await git.readCommits(body.parents);
  if (parents.length !== body.parents.length) {
    throw unprocessable('Parent SHA does not exist or is not a commit object');
  }
  const now = `${context.clock().toISOString().slice(0, 19)}Z`;
  const author = signatureFrom(
    body.author,
    signatureOf(request.account(), now),
  );
  const sha = await git.writeCommit({
    tree: body.tree,
    parents: body.parents,
    author,
    committer: signatureFrom(body.committer, author),
    message: body.message,
  });
  const [commit] = await git.readCommits([sha]);
  return created(gitCommitJson(context, state, commit));
}
