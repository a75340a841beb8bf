import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { Response } from 'express';
import { gitEnvironment } from './GitRunner';

/** One request for `git http-backend`, the CGI that speaks git's protocol. */
export interface BackendRequest {
  /** The folder of the bare repository. */
  directory: string;
  /** What follows it: `info/refs`, `git-upload-pack`, `git-receive-pack`. */
  service: string;
  method: string;
  query: string;
  contentType: string | undefined;
  contentEncoding: string | undefined;
  protocol: string | undefined;
  /** Who pushes; without a name git refuses to receive. */
  user: string | undefined;
  body: Readable | undefined;
  /** Git's settings for this request alone. */
  settings?: Readonly<Record<string, string>>;
  /** What is done after git, and before the client hears that all is done. */
  beforeEnd?: () => Promise<void>;
}

const TIMEOUT_MS = 300_000;
const HEADER_BYTES_MAX = 64 * 1024;

/** Settings of pushes: the host's own refs are neither shown nor taken. */
const RECEIVE_SETTINGS = { 'receive.hideRefs': 'refs/pull' };
const SETTINGS = { 'transfer.hideRefs': 'refs/portico' };

/** Runs `git http-backend` for a request and sends its answer. Resolves when git has ended. */
export async function runHttpBackend(
  request: BackendRequest,
  response: Response,
  signal: AbortSignal,
): Promise<void> {
  const child = spawn('git', ['http-backend'], {
    cwd: request.directory,
    env: cgiEnvironment(request),
    stdio: ['pipe', 'pipe', 'ignore'],
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  const ended = new Promise<number | null>(resolve => {
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });
  child.stdin.on('error', () => {});
  if (request.body) {
    request.body.on('error', () => child.kill());
    request.body.pipe(child.stdin);
  } else {
    child.stdin.end();
  }
  // A client that goes away leaves nothing behind; a push that is here is taken.
  response.on('close', () => {
    if (!response.writableFinished && !request.beforeEnd) {
      child.kill();
    }
  });
  const [code] = await Promise.all([ended, relay(child.stdout, response)]);
  await request.beforeEnd?.();
  if (response.headersSent && code === 0) {
    response.end();
  } else if (response.headersSent) {
    response.destroy();
  } else {
    response.status(500).type('text').end('git http-backend gave no answer\n');
  }
}

function cgiEnvironment(request: BackendRequest): Record<string, string> {
  const receive = request.user ? RECEIVE_SETTINGS : {};
  return {
    ...gitEnvironment({ ...SETTINGS, ...receive, ...request.settings }),
    GIT_PROJECT_ROOT: request.directory,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: `/${request.service}`,
    REQUEST_METHOD: request.method,
    QUERY_STRING: request.query,
    CONTENT_TYPE: request.contentType ?? '',
    REMOTE_ADDR: '127.0.0.1',
    ...(request.user && {
      REMOTE_USER: request.user,
      GIT_COMMITTER_NAME: request.user,
      GIT_COMMITTER_EMAIL: `${request.user}@users.noreply.localhost`,
    }),
    ...(request.contentEncoding && {
      HTTP_CONTENT_ENCODING: request.contentEncoding,
    }),
    ...(request.protocol && {
      HTTP_GIT_PROTOCOL: request.protocol,
      GIT_PROTOCOL: request.protocol,
    }),
  };
}

/** Takes the CGI's headers off its output and hands the rest on as it comes. */
async function relay(output: Readable, response: Response): Promise<void> {
  let head = Buffer.alloc(0);
  let inBody = false;
  try {
    for await (const chunk of output) {
      if (inBody) {
        await write(response, chunk);
        continue;
      }
      head = Buffer.concat([head, chunk]);
      const split = head.indexOf('\r\n\r\n');
      if (split >= 0) {
        applyHeaders(head.toString('latin1', 0, split), response);
        inBody = true;
        await write(response, head.subarray(split + 4));
      } else if (head.length > HEADER_BYTES_MAX) {
        return;
      }
    }
  } catch {
    // The client went away, or git was ended; the exit code decides.
  }
}

function applyHeaders(text: string, response: Response): void {
  let status = 200;
  for (const line of text.split('\r\n')) {
    const at = line.indexOf(':');
    const [name, value] = [line.slice(0, at), line.slice(at + 1).trim()];
    if (name.toLowerCase() === 'status') {
      status = Number(value.slice(0, 3));
    } else {
      response.set(name, value);
    }
  }
  response.status(status);
  response.flushHeaders();
}

async function write(response: Response, chunk: Buffer): Promise<void> {
  if (chunk.length > 0 && !response.write(chunk)) {
    await new Promise<void>(resolve => {
      const done = () => {
        response.off('drain', done);
        response.off('close', done);
        resolve();
      };
      response.on('drain', done);
      response.on('close', done);
    });
  }
}
