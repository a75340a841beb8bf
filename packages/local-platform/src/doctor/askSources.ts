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

/** The plugins that have sources beside that of the environments. */
const OTHERS = ['deployments'];

/** Asks a running portal how its sources do, as the page Connections does. */
export async function askSources(
  url: string,
  token: string,
): Promise<SourcesAnswer> {
  const [own, ...others] = await Promise.all(
    ['environments', ...OTHERS].map(plugin => askPlugin(url, token, plugin)),
  );
  if (!own.told) return own;
  const items = others.flatMap((answer, index) =>
    answer.told ? answer.items : [silent(OTHERS[index], answer.reason)],
  );
  return { told: true, items: [...own.items, ...items] };
}

/** A plugin that does not tell fails alone. */
function silent(plugin: string, reason: string): SourceStatus {
  return {
    id: `plugin:${plugin}`,
    title: `Plugin ${plugin}`,
    state: 'down',
    reason: `It did not tell how its sources do: ${reason}`,
    since: null,
    missing: null,
    snippet: null,
    origin: 'live',
  };
}

async function askPlugin(
  url: string,
  token: string,
  plugin: string,
): Promise<SourcesAnswer> {
  try {
    const response = await fetch(`${url}/api/${plugin}/sources`, {
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
