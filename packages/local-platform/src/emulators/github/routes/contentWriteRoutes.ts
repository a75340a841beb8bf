import { z } from 'zod/v4';
import { EmulatorContext } from '../context';
import { isBranchName, isTreePath } from '../git/names';
import { entryAt, TreeEntry } from '../git/trees';
import { Answer, json } from '../http/Answer';
import { ApiRequest } from '../http/ApiRequest';
import { ApiRouter } from '../http/ApiRouter';
import { GitHubError, notFound, unprocessable } from '../http/GitHubError';
import { commitFiles } from '../services/commitFiles';
import { signatureOf } from '../services/signatureOf';
import { Account } from '../store/Accounts';
import { RepositoryTransaction } from '../store/HostedRepository';
import { contentJson } from '../views/contentJson';
import { gitCommitJson } from '../views/commitJson';
import { base64Schema, personSchema, signatureFrom } from './bodySchemas';

const writeSchema = z.object({
  message: z.string().min(1),
  branch: z.string().nullish(),
  sha: z.string().nullish(),
  author: personSchema.nullish(),
  committer: personSchema.nullish(),
});
const putSchema = writeSchema.extend({ content: base64Schema });
type WriteBody = z.infer<typeof writeSchema>;

interface Place {
  branch: string;
  parent: string | undefined;
  entry: TreeEntry | undefined;
}

/** Files written by single commits. */
export function registerContentWriteRoutes(
  api: ApiRouter,
  context: EmulatorContext,
): void {
  api.put('/repos/:owner/:repo/contents/*', async request =>
    putFile(context, request),
  );
  api.delete('/repos/:owner/:repo/contents/*', async request =>
    deleteFile(context, request),
  );
}

async function putFile(
  context: EmulatorContext,
  request: ApiRequest,
): Promise<Answer> {
  const body = request.body(putSchema);
  const path = pathOf(request);
  const repository = request.repository();
  const account = request.account();
  return repository.exclusive(async transaction => {
    const { git, state } = transaction;
    const place = await placeFor(transaction, body, path);
    if (place.entry && !body.sha) {
      throw unprocessable('Invalid request.\n\n"sha" wasn\'t supplied.');
    }
    refuseOtherVersion(place, body, path);
    const sha = await git.writeBlob(body.content);
    const mode = place.entry?.mode ?? '100644';
    const commit = await commitFiles(transaction, {
      ...commitFrom(transaction, place, body, account),
      changes: [{ path, mode, sha }],
    });
    const entry = await entryAt(git, commit, path);
    const written = await git.readCommit(commit);
    return json(
      {
        content: entry && contentJson(context.urls, state, place.branch, entry),
        commit: written && gitCommitJson(context, state, written),
      },
      place.entry ? 200 : 201,
    );
  });
}

async function deleteFile(
  context: EmulatorContext,
  request: ApiRequest,
): Promise<Answer> {
  // Some clients send the fields of a DELETE in its address.
  const fields = Object.fromEntries(request.query);
  const body = request.body(
    z.preprocess(value => ({ ...fields, ...Object(value) }), writeSchema),
  );
  const path = pathOf(request);
  const repository = request.repository();
  const account = request.account();
  return repository.exclusive(async transaction => {
    const place = await placeFor(transaction, body, path);
    if (!place.entry) {
      throw notFound();
    }
    if (!body.sha) {
      throw unprocessable('Invalid request.\n\n"sha" wasn\'t supplied.');
    }
    refuseOtherVersion(place, body, path);
    const commit = await commitFiles(transaction, {
      ...commitFrom(transaction, place, body, account),
      changes: [{ path, sha: null }],
    });
    const written = await transaction.git.readCommit(commit);
    return json({
      content: null,
      commit: written && gitCommitJson(context, transaction.state, written),
    });
  });
}

function pathOf(request: ApiRequest): string {
  const path = request.rest;
  if (!isTreePath(path)) {
    throw unprocessable('path contains a malformed path component');
  }
  return path;
}

async function placeFor(
  { git, state }: RepositoryTransaction,
  body: WriteBody,
  path: string,
): Promise<Place> {
  const branch = body.branch ?? state.defaultBranch;
  const ref = isBranchName(branch)
    ? await git.readRef(`refs/heads/${branch}`)
    : undefined;
  if (!ref && (!isBranchName(branch) || !(await git.isEmpty()))) {
    throw notFound(`Branch ${branch} not found`);
  }
  return {
    branch,
    parent: ref?.sha,
    entry: ref && (await entryAt(git, ref.sha, path)),
  };
}

function refuseOtherVersion(
  { entry }: Place,
  { sha }: WriteBody,
  path: string,
): void {
  if (entry?.type === 'tree') {
    throw unprocessable(`${path} is a directory`);
  }
  if (sha && sha !== entry?.sha) {
    throw new GitHubError(409, `${path} does not match ${sha}`);
  }
}

function commitFrom(
  { now }: RepositoryTransaction,
  place: Place,
  body: WriteBody,
  account: Account,
) {
  const self = signatureOf(account, now);
  const committer = signatureFrom(body.committer, self);
  return {
    branch: place.branch,
    parent: place.parent,
    message: body.message,
    author: signatureFrom(body.author, committer),
    committer,
    sender: account.login,
  };
}
