import { DateTime } from 'luxon';

/** The windows that end now, by their names in the address. */
export const WINDOW_PRESETS = ['6h', '24h', '7d', '30d'] as const;

/** A window that ends now. */
export type WindowPreset = (typeof WINDOW_PRESETS)[number];

/** Which window is shown: one that moves with the clock, or a fixed one. */
export type WindowChoice =
  | { kind: 'preset'; preset: WindowPreset }
  /** Both in milliseconds. */
  | { kind: 'fixed'; from: number; to: number };

/** The half-open window [from, to), in milliseconds. */
export interface TimeWindow {
  from: number;
  to: number;
}

/** What is shown where nobody has chosen. */
export const DEFAULT_WINDOW: WindowChoice = { kind: 'preset', preset: '7d' };

/** The longest fixed window: a leap year. */
export const MAX_WINDOW_DAYS = 366;

const DAY_MS = 86_400_000;

const LENGTHS: Readonly<
  Record<WindowPreset, { hours?: number; days?: number; words: string }>
> = {
  '6h': { hours: 6, words: '6 hours' },
  '24h': { hours: 24, words: '24 hours' },
  '7d': { days: 7, words: '7 days' },
  '30d': { days: 30, words: '30 days' },
};

/**
 * The window of a choice. Hours are hours; days are days of the calendar in the zone, so that
 * seven days end at the time of day at which they began, also where clocks change.
 */
export function windowOf(
  choice: WindowChoice,
  now: number,
  zone: string,
): TimeWindow {
  if (choice.kind === 'fixed') return { from: choice.from, to: choice.to };
  const { hours, days } = LENGTHS[choice.preset];
  const from = DateTime.fromMillis(now, { zone }).minus({ hours, days });
  return { from: from.toMillis(), to: now };
}

/** A choice in words, such as "these 7 days", for sentences like "No deployments in …". */
export function windowWords(choice: WindowChoice): string {
  return choice.kind === 'fixed'
    ? 'this window'
    : `these ${LENGTHS[choice.preset].words}`;
}

/** The words of a preset, such as "7 days". */
export function presetWords(preset: WindowPreset): string {
  return LENGTHS[preset].words;
}

/** Why two times make no window; undefined where they do. */
export function windowFault(from: number, to: number): string | undefined {
  if (Number.isNaN(from) || Number.isNaN(to)) {
    return 'Give both a start and an end.';
  }
  if (from >= to) return 'The end must be after the start.';
  return to - from > MAX_WINDOW_DAYS * DAY_MS
    ? `A window has ${MAX_WINDOW_DAYS} days at most.`
    : undefined;
}
