import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Request, Response } from 'express';
import { EmulatorContext } from '../context';
import { RefChange } from '../git/GitRepository';
import { ZERO_ID } from '../git/gitObjects';
import { BackendRequest, runHttpBackend } from '../git/HttpBackend';
import { parsePushRequest, PushRequest, refusePush } from '../git/receivePack';
import { GitHubError } from '../http/GitHubError';
import { followRefChanges, measureSize } from '../services/changeRefs';
import { refuseByRules, rulesFor } from '../services/protection';
import { Account } from '../store/Accounts';
import {
  HostedRepository,
  RepositoryTransaction,
} from '../store/HostedRepository';
import { RepositoryState } from '../store/repositoryState';

/** A push as it arrives. */
export interface IncomingPush {
  repository: HostedRepository;
  actor: Account;
  request: Request;
  response: Response;
  backend: Omit<BackendRequest, 'body'>;
}

const MAX_PUSH_BYTES = 1024 * 1024 * 1024;
const COMMANDS_BYTES = 1024 * 1024;

/**
 * Receives a push. It is put on the disk before the repository is locked, so
 * that a slow client holds nobody up; then git takes it, and pull requests and
 * webhooks follow.
 */
export async function receivePush(
  context: EmulatorContext,
  push: IncomingPush,
): Promise<void> {
  const file = join(context.dataDir, 'incoming', randomUUID());
  try {
    await mkdir(join(context.dataDir, 'incoming'), { recursive: true });
    await spool(push.request, file);
    const commands = parsePushRequest(await readStart(file));
    await push.repository.exclusive(transaction =>
      takePush(context, push, transaction, { file, commands }),
    );
  } finally {
    await rm(file, { force: true });
  }
}

async function takePush(
  context: EmulatorContext,
  { response, backend, actor }: IncomingPush,
  transaction: RepositoryTransaction,
  incoming: { file: string; commands: PushRequest | undefined },
): Promise<void> {
  const { commands, file } = incoming;
  const asked = commands?.changes ?? [];
  const refused = refusals(transaction.state, asked);
  if (commands && refused.size > 0) {
    response.set('Content-Type', 'application/x-git-receive-pack-result');
    response.end(refusePush(commands, refused));
    return;
  }
  const before = await allRefs(transaction);
  await runHttpBackend(
    {
      ...backend,
      contentEncoding: undefined,
      // The objects come with the push: only git can tell whether it goes forward.
      settings: isForwardOnly(transaction.state, asked)
        ? { 'receive.denyNonFastForwards': 'true' }
        : {},
      body: createReadStream(file),
      beforeEnd: async () => {
        const changes = differences(before, await allRefs(transaction));
        await followRefChanges(transaction, changes, actor.login);
        await measureSize(transaction);
        await transaction.save();
      },
    },
    response,
    context.runner.signal,
  );
}

function refusals(
  state: RepositoryState,
  changes: readonly RefChange[],
): Map<string, string> {
  const refused = new Map<string, string>();
  for (const change of changes) {
    const reason = refuseByRules(state, change);
    if (reason !== undefined) {
      refused.set(change.name, reason);
    }
  }
  return refused;
}

function isForwardOnly(
  state: RepositoryState,
  changes: readonly RefChange[],
): boolean {
  return changes.some(
    change => rulesFor(state, change)?.allowForcePushes === false,
  );
}

async function allRefs({
  git,
}: RepositoryTransaction): Promise<Map<string, string>> {
  const refs = await git.listRefs('refs');
  return new Map(refs.map(({ name, sha }) => [name, sha]));
}

function differences(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): RefChange[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map(name => ({
      name,
      from: before.get(name) ?? ZERO_ID,
      to: after.get(name) ?? ZERO_ID,
    }))
    .filter(({ from, to }) => from !== to);
}

/** Puts the body of a request on the disk, unpacked and bounded. */
async function spool(request: Request, file: string): Promise<void> {
  let size = 0;
  const bound = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      done(size > MAX_PUSH_BYTES ? tooLarge() : null, chunk);
    },
  });
  const target = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  await (request.get('content-encoding') === 'gzip'
    ? pipeline(request, createGunzip(), bound, target)
    : pipeline(request, bound, target));
}

function tooLarge(): GitHubError {
  return new GitHubError(413, 'The push is larger than 1 GB.');
}

async function readStart(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(
      Buffer.alloc(COMMANDS_BYTES),
      0,
      COMMANDS_BYTES,
      0,
    );
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
