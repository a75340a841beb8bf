import { DateTime } from 'luxon';
import {
  DEFAULT_WINDOW,
  windowFault,
  WINDOW_PRESETS,
  type WindowChoice,
  type WindowPreset,
} from './windowChoice';

/** What an address says of the window. */
export interface WindowParams {
  choice: WindowChoice;
  /** Why the window in the address is not the one that is shown. */
  fault?: string;
}

function isPreset(text: string): text is WindowPreset {
  return WINDOW_PRESETS.some(preset => preset === text);
}

/** A time in an address: ISO-8601 with a zone, or milliseconds, as dashboards write them. */
function readTime(text: string | null, zone: string): number {
  if (text === null || text === '') return NaN;
  return /^\d{12,14}$/.test(text)
    ? Number(text)
    : DateTime.fromISO(text, { zone }).toMillis();
}

/** Reads the window from an address: `from` and `to`, or `window`; a time without a zone is in the reader's. */
export function readWindow(
  params: URLSearchParams,
  zone: string,
): WindowParams {
  if (params.has('from') || params.has('to')) {
    const from = readTime(params.get('from'), zone);
    const to = readTime(params.get('to'), zone);
    const fault = windowFault(from, to);
    return fault === undefined
      ? { choice: { kind: 'fixed', from, to } }
      : { choice: DEFAULT_WINDOW, fault };
  }
  const name = params.get('window');
  if (name === null) return { choice: DEFAULT_WINDOW };
  return isPreset(name)
    ? { choice: { kind: 'preset', preset: name } }
    : {
        choice: DEFAULT_WINDOW,
        fault: `The windows are ${WINDOW_PRESETS.join(', ')}, or from and to.`,
      };
}

/** Writes the window into an address and leaves the rest of it as it is. */
export function writeWindow(
  params: URLSearchParams,
  choice: WindowChoice,
): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of ['window', 'from', 'to']) next.delete(name);
  if (choice.kind === 'preset') {
    next.set('window', choice.preset);
  } else {
    next.set('from', new Date(choice.from).toISOString());
    next.set('to', new Date(choice.to).toISOString());
  }
  return next;
}
