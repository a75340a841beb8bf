import {
  sourcesResponseSchema,
  type SourceStatus,
} from '@portico/plugin-timeline-common';
import { messageOf } from '../terminal/LauncherError';

const TIMEOUT_MS = 10_000;

/** What the portal told of its sources, or why it did not. */
export type SourcesAnswer =
  | { told: true; items: SourceStatus[] }
  | { told: false; reason: string };

/** Asks a running portal how its sources do, as the page Connections does. */
export async function askSources(
  url: string,
  token: string,
): Promise<SourcesAnswer> {
  try {
    const response = await fetch(`${url}/api/environments/sources`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) {
      return untold(`it answered ${response.status} ${response.statusText}`);
    }
    const parsed = sourcesResponseSchema.safeParse(await response.json());
    return parsed.success
      ? { told: true, items: parsed.data.items }
      : untold('it answered something that this version does not understand');
  } catch (error) {
    return untold(messageOf(error));
  }
}

function untold(reason: string): SourcesAnswer {
  return { told: false, reason };
}
