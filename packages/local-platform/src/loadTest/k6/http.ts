import { parseDuration } from '../parseDuration';
import type { HttpAnswer } from '../messages';
import { send } from './host';
import { knownOnly, notKnown } from './knownOnly';

interface Params {
  headers?: Record<string, string>;
  tags?: Record<string, string>;
  timeout?: number | string;
}

type Body = string | Record<string, unknown> | null;

const PARAMS = ['headers', 'tags', 'timeout'];
const DEFAULT_TIMEOUT_MS = 60_000;
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** Makes a request, and answers when all of its answer is there. */
export function request(
  method: string,
  url: string,
  body: Body = null,
  params: Params | null = {},
) {
  const { headers, tags, timeout } = readParams(params ?? {});
  const isForm = typeof body === 'object' && body !== null;
  const answer = send(
    {
      method: method.toUpperCase(),
      url: String(url),
      headers: { ...(isForm && FORM), ...headers },
      body: isForm ? formOf(body) : body,
      timeoutMs:
        timeout === undefined ? DEFAULT_TIMEOUT_MS : parseDuration(timeout),
    },
    { ...tags },
  );
  return responseOf(url, answer);
}

export const get = (url: string, params?: Params) =>
  request('GET', url, null, params);
export const post = (url: string, body?: Body, params?: Params) =>
  request('POST', url, body, params);
export const put = (url: string, body?: Body, params?: Params) =>
  request('PUT', url, body, params);
export const patch = (url: string, body?: Body, params?: Params) =>
  request('PATCH', url, body, params);
export const del = (url: string, body?: Body, params?: Params) =>
  request('DELETE', url, body, params);

function readParams(params: Params): Params {
  const unknown = Object.keys(params).find(name => !PARAMS.includes(name));
  if (unknown !== undefined) throw notKnown(`the parameter ${unknown}`);
  return params;
}

function formOf(body: Record<string, unknown>): string {
  if (Object.getPrototypeOf(body) !== Object.prototype) {
    throw notKnown(`a body that is no text and no plain object`);
  }
  return Object.entries(body)
    .map(pair => pair.map(part => encodeURIComponent(String(part))).join('='))
    .join('&');
}

function responseOf(url: string, answer: HttpAnswer) {
  const { status, statusText, headers, body, timings } = answer;
  if (status >= 300 && status < 400 && headers.Location !== undefined) {
    // k6 would go there, and measure another request.
    throw notKnown(`redirects, and ${url} answers ${status}`);
  }
  return knownOnly('Response', {
    url,
    status,
    status_text: statusText,
    headers,
    body,
    timings,
    error: answer.error,
    error_code: answer.errorCode,
    json: (...selectors: unknown[]): unknown => {
      if (selectors.length > 0) throw notKnown('Response.json(selector)');
      if (body === null) throw new Error('There is no body to read as JSON');
      return JSON.parse(body);
    },
  });
}

export default knownOnly('k6/http', { request, get, post, put, patch, del });
