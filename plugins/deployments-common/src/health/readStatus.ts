import type { SourceState } from '@portico/plugin-timeline-common';
import { z } from 'zod/v4';
import { shortLine } from './podProblem';

/** Why the Kubernetes API did not give what was asked for. */
export type RefusalKind =
  | 'not-allowed'
  | 'login-refused'
  | 'not-installed'
  | 'not-found'
  | 'bad-request'
  | 'too-many'
  | 'down';

/** What an answer of the Kubernetes API that is no success means. */
export interface Refusal {
  kind: RefusalKind;
  /** The state of the source that follows from it. */
  state: SourceState;
  /** One plain sentence. */
  reason: string;
  /** What may not be done; null where the answer does not tell it. */
  denied: {
    verb: string;
    resource: string;
    /** The API group; empty for the core group. */
    group: string;
    /** Null where it was asked for all namespaces. */
    namespace: string | null;
  } | null;
  /** The permission that is missing; null where none is. */
  missing: string | null;
  /** The rule of a Role that would allow it; null where none is missing. */
  snippet: string | null;
}

const statusSchema = z.object({
  kind: z.literal('Status'),
  message: z.string().nullish(),
  reason: z.string().nullish(),
  details: z
    .object({
      name: z.string().nullish(),
      kind: z.string().nullish(),
      retryAfterSeconds: z.number().nullish(),
    })
    .nullish(),
});

type Status = z.infer<typeof statusSchema>;

const FORBIDDEN =
  /cannot ([a-z]+) resource "([a-z0-9./-]+)" in API group "([a-z0-9.-]*)"(?: in the namespace "([a-z0-9-]+)"| at the cluster scope)/;

function readBody(body: unknown): Status | null {
  let value = body;
  if (typeof body === 'string') {
    try {
      value = JSON.parse(body);
    } catch {
      return null;
    }
  }
  return statusSchema.safeParse(value).data ?? null;
}

function refusal(
  kind: RefusalKind,
  state: SourceState,
  reason: string,
): Refusal {
  return { kind, state, reason, denied: null, missing: null, snippet: null };
}

function said(status: Status | null): string {
  return status?.message ? `: ${shortLine(status.message, 200)}` : '';
}

function forbidden(status: Status | null): Refusal {
  const message = status?.message ?? '';
  if (message.includes('User "system:anonymous"')) {
    return refusal(
      'login-refused',
      'not-allowed',
      'The cluster got no login: it answers as to somebody it does not know.',
    );
  }
  const match = FORBIDDEN.exec(message);
  if (!match) {
    return refusal(
      'not-allowed',
      'not-allowed',
      `The cluster does not allow this${said(status)}.`,
    );
  }
  const [, verb, resource, group, namespace] = match;
  const where = namespace ? `in namespace ${namespace}` : 'in all namespaces';
  return {
    kind: 'not-allowed',
    state: 'not-allowed',
    reason: `The login may not ${verb} ${resource} ${where}.`,
    denied: { verb, resource, group, namespace: namespace ?? null },
    missing: `${verb} ${resource}${group ? ` (${group})` : ''} ${where}`,
    snippet: `- apiGroups: ["${group}"]\n  resources: ["${resource}"]\n  verbs: ["${verb}"]\n`,
  };
}

function missingThing(body: unknown, status: Status | null): Refusal {
  const name = status?.details?.name;
  if (name) {
    return refusal(
      'not-found',
      'ok',
      `There is no ${shortLine(
        `${status.details?.kind ?? 'object'} ${name}`,
        120,
      )}.`,
    );
  }
  const isPlain =
    typeof body === 'string' && body.trim() === '404 page not found';
  const isUnknownResource = status !== null && !status.details?.kind;
  return isPlain || isUnknownResource
    ? refusal(
        'not-installed',
        'not-set-up',
        'The cluster does not know this kind of object: it is not installed there.',
      )
    : refusal('not-found', 'degraded', `It was not found${said(status)}.`);
}

/**
 * What an answer means that is no success.
 *
 * @param httpStatus - the status of the answer; 0 where there was none
 * @param body - the answer: its text, or what was read of it as JSON
 * @returns null where the answer is a success (200 to 299)
 */
export function readStatus(httpStatus: number, body: unknown): Refusal | null {
  if (httpStatus >= 200 && httpStatus < 300) {
    return null;
  }
  const status = readBody(body);
  switch (httpStatus) {
    case 0:
      return refusal('down', 'down', 'The cluster does not answer.');
    case 401:
      return refusal(
        'login-refused',
        'not-allowed',
        'The cluster does not take the login: its token is wrong or has ended.',
      );
    case 403:
      return forbidden(status);
    case 404:
      return missingThing(body, status);
    case 429: {
      const wait = status?.details?.retryAfterSeconds;
      const later = wait ? `; it asks to wait ${wait} s` : '';
      return refusal(
        'too-many',
        'degraded',
        `The cluster was asked too often${later}.`,
      );
    }
    default:
      return httpStatus >= 400 && httpStatus < 500
        ? refusal(
            'bad-request',
            'degraded',
            `The cluster does not understand what it was asked${said(status)}.`,
          )
        : refusal(
            'down',
            'down',
            `The cluster answers with status ${httpStatus}${said(status)}.`,
          );
  }
}
