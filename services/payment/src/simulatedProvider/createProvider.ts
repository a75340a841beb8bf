import { timingSafeEqual } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod/v4';
import { answer, failureOf, type Answer } from './answer';
import type { Ledger } from './Ledger';
import { Mode, modeSchema, type Trouble } from './Mode';

const LARGEST_BODY = 10_000;
const keySchema = z.string().regex(/^[\w-]{1,50}:[\w-]{1,100}$/);
const tokenSchema = z.object({ token: z.string() });

/** What makes a simulated provider. */
export interface ProviderOptions {
  ledger: Ledger;
  /** What callers show as their bearer token. */
  key: string;
}

interface Parts extends ProviderOptions {
  mode: Mode;
}

/** Plays a provider of payments: real HTTP, a ledger of its own, and trouble on demand. */
export function createProvider(options: ProviderOptions): Server {
  const parts = { ...options, mode: new Mode() };
  return createServer((request, response) => {
    handle(request, response, parts).catch(error => {
      if (!response.headersSent) send(response, failureOf(error));
    });
  });
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  parts: Parts,
): Promise<void> {
  const { ledger, key, mode } = parts;
  const route = `${request.method} ${request.url}`;
  const body = await readBody(request);
  if (route === 'PUT /mode') mode.switchTo(modeSchema.parse(body));
  switch (route) {
    case 'GET /ledger':
      send(response, { status: 200, body: { entries: ledger.entries } });
      break;
    case 'GET /mode':
    case 'PUT /mode':
      send(response, { status: 200, body: mode.settings });
      break;
    default:
      if (isCaller(request, key)) {
        await takeQuestion({ request, response, route, body }, parts);
      } else {
        const error = 'The key is not known';
        send(response, { status: 401, body: { error } });
      }
  }
}

interface Taken {
  request: IncomingMessage;
  response: ServerResponse;
  route: string;
  body: unknown;
}

/** Answers a shop, or does what trouble does instead. */
async function takeQuestion(
  { request, response, route, body }: Taken,
  { ledger, mode }: Parts,
): Promise<void> {
  const key = keySchema.parse(request.headers['idempotency-key']);
  const token = tokenSchema.safeParse(body).data?.token;
  const trouble: Trouble = mode.next(key, token);
  if (trouble === 'errors') throw new Error('It was asked to fail');
  // Late, and then it is done all the same, whether anybody still waits or not.
  if (trouble === 'slow') await sleep(mode.settings.delayMs);
  const decline = trouble === 'decline';
  const told = answer({ route, key, body, decline }, ledger);
  if (trouble === 'timeout-after-capture') return;
  if (trouble === 'reset-after-capture') response.socket?.resetAndDestroy();
  else send(response, told);
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > LARGEST_BODY) throw new SyntaxError('The body is too large');
    parts.push(part as Buffer);
  }
  return size === 0 ? undefined : JSON.parse(Buffer.concat(parts).toString());
}

function isCaller(request: IncomingMessage, key: string): boolean {
  const shown = Buffer.from(request.headers.authorization ?? '');
  const right = Buffer.from(`Bearer ${key}`);
  return shown.length === right.length && timingSafeEqual(shown, right);
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response
    .writeHead(status, { 'Content-Type': 'application/json' })
    .end(JSON.stringify(body));
}
