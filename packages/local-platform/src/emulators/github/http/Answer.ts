import { createHash } from 'node:crypto';
import { Request, Response } from 'express';

/** What a route answers. */
export interface Answer {
  status: number;
  /** A Buffer is sent as it is, anything else as JSON; nothing when undefined. */
  body?: unknown;
  headers: Record<string, string>;
}

/** An answer with a JSON body. */
export function json(
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): Answer {
  return { status, body, headers };
}

/** A new thing, and where it is. */
export function created<T extends { url: string }>(body: T): Answer {
  return json(body, 201, { Location: body.url });
}

/** Done, and nothing to say. */
export function noContent(): Answer {
  return { status: 204, headers: {} };
}

/** The bytes of a file. */
export function bytes(body: Buffer, contentType: string): Answer {
  return { status: 200, body, headers: { 'Content-Type': contentType } };
}

/** An answer elsewhere. */
export function redirect(url: string): Answer {
  return { status: 302, headers: { Location: url } };
}

/** Sends an answer; whoever has it already gets 304. Returns the status sent. */
export function sendAnswer(
  request: Request,
  response: Response,
  answer: Answer,
): number {
  response.set(answer.headers);
  if (answer.body === undefined) {
    response.status(answer.status).end();
    return answer.status;
  }
  const isBytes = Buffer.isBuffer(answer.body);
  const body = Buffer.isBuffer(answer.body)
    ? answer.body
    : Buffer.from(JSON.stringify(answer.body));
  if (!isBytes) {
    response.set('Content-Type', 'application/json; charset=utf-8');
  }
  const cacheable =
    answer.status === 200 && ['GET', 'HEAD'].includes(request.method);
  if (cacheable) {
    const digest = createHash('sha256').update(body).digest('hex');
    const tag = isBytes ? `"${digest}"` : `W/"${digest}"`;
    response.set('ETag', tag);
    response.set('Cache-Control', 'private, max-age=60, s-maxage=60');
    response.set('Vary', 'Accept, Authorization');
    if (matchesTag(request.get('if-none-match'), tag)) {
      response.status(304).end();
      return 304;
    }
  }
  response.status(answer.status);
  response.set('Content-Length', String(body.length));
  response.end(body);
  return answer.status;
}

/** Whether a client's If-None-Match names this version; weakness doesn't count. */
function matchesTag(header: string | undefined, tag: string): boolean {
  const strip = (text: string) => text.trim().replace(/^W\//, '');
  return (header ?? '')
    .split(',')
    .some(
      candidate => candidate.trim() === '*' || strip(candidate) === strip(tag),
    );
}
