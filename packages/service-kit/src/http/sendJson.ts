import type { Response } from 'express';

const JSON_TYPE = 'application/json; charset=utf-8';

/** Sends an object as JSON; a text is JSON already and is sent as it is, so that what a cache holds needs no parsing. */
export function sendJson(response: Response, body: object | string): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const { statusCode } = response;
  if (!response.hasHeader('Content-Type')) {
    response.setHeader('Content-Type', JSON_TYPE);
  }
  response.setHeader('Content-Length', Buffer.byteLength(text));
  response.writeHead(statusCode).end(text);
}

/** Express's own `response.json` by the short way: without ETag and content negotiation, which the kit does not use. */
export function json<T>(this: Response, body: T): Response {
  sendJson(this, JSON.stringify(body) ?? '');
  return this;
}
