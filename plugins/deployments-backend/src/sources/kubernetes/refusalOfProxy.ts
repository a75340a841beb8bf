import {
  readStatus,
  type Refusal,
  type RefusalKind,
} from '@portico/plugin-deployments-common';
import type { SourceState } from '@portico/plugin-timeline-common';
import { z } from 'zod/v4';
import { plainLine } from '../plainLine';

/** A refusal that the portal itself, or the way to the cluster, is the reason of. */
export function refusalOf(
  kind: RefusalKind,
  state: SourceState,
  reason: string,
): Refusal {
  return { kind, state, reason, denied: null, missing: null, snippet: null };
}

/** An error of the plugin `kubernetes`, and not of the cluster. */
const errorSchema = z.object({
  error: z.object({
    name: z.string().nullish(),
    message: z.string().nullish(),
  }),
});

/** What keeps the portal from a cluster, by what Node says of it. */
const OBSTACLES: ReadonlyArray<[RegExp, string]> = [
  [
    /ENOTFOUND|EAI_AGAIN/,
    'There is no server of the name that it is set up with.',
  ],
  [/ECONNREFUSED/, 'Its server refuses the connection.'],
  [
    /ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ESOCKETTIMEDOUT/,
    'Its server cannot be reached.',
  ],
  [/ECONNRESET|EPIPE|socket hang up/, 'Its server breaks the connection off.'],
  [
    /certificate|CERT_|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/i,
    'The certificate of its server is not trusted.',
  ],
  [
    /ERR_SSL|wrong version number/i,
    'Its server does not speak TLS as it should.',
  ],
];

function ofBackstage(status: number, name: string, message: string): Refusal {
  const obstacle = OBSTACLES.find(([pattern]) => pattern.test(message));
  if (obstacle) {
    return refusalOf('down', 'down', obstacle[1]);
  }
  const said = plainLine(message || name || `status ${status}`, 200);
  if (status === 401 || status === 403) {
    return refusalOf(
      'login-refused',
      'not-allowed',
      `The portal does not let the plugin deployments ask it: ${said}.`,
    );
  }
  return status === 404
    ? refusalOf(
        'not-found',
        'degraded',
        `The portal does not find it: ${said}.`,
      )
    : refusalOf('down', 'down', `The portal could not ask it: ${said}.`);
}

/**
 * Why an answer that came through the plugin `kubernetes` is none: what the cluster says, or
 * what the portal says of the way there.
 *
 * @returns null where the answer is a success
 */
export function refusalOfProxy(status: number, text: string): Refusal | null {
  if (status >= 200 && status < 300) {
    return null;
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return readStatus(status, text);
  }
  const { data } = errorSchema.safeParse(body);
  return data
    ? ofBackstage(status, data.error.name ?? '', data.error.message ?? '')
    : readStatus(status, body);
}
