const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** How long ago something was: "just now", "5 minutes ago", "3 days ago". */
export function agoWords(at: Date, now: Date): string {
  const age = now.getTime() - at.getTime();
  if (age < MINUTE_MS) {
    return 'just now';
  }
  if (age < HOUR_MS) {
    return `${counted(Math.floor(age / MINUTE_MS), 'minute')} ago`;
  }
  return age < 2 * DAY_MS
    ? `${counted(Math.floor(age / HOUR_MS), 'hour')} ago`
    : `${counted(Math.floor(age / DAY_MS), 'day')} ago`;
}

/** The time of day where the reader is: "10:42". */
export function clockWords(at: Date): string {
  return at.toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** Since when something is so: "since 10:42", or with the day where it was another. */
export function sinceWords(since: string, now: Date): string {
  const at = new Date(since);
  if (at.toDateString() === now.toDateString()) {
    return `since ${clockWords(at)}`;
  }
  const day = at.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: at.getFullYear() === now.getFullYear() ? undefined : 'numeric',
  });
  return `since ${day}, ${clockWords(at)}`;
}

/** How long something took: "120 ms", "2.4 s". */
export function tookWords(ms: number): string {
  return ms < SECOND_MS
    ? `${Math.round(ms)} ms`
    : `${(ms / SECOND_MS).toFixed(1)} s`;
}

/** What is known of something in one line, "a · b"; what is not known is left out. */
export function joinWords(
  words: readonly (string | null | undefined | false)[],
): string {
  return words
    .filter(word => typeof word === 'string' && word !== '')
    .map(word => String(word).replace(/\.$/, ''))
    .join(' · ');
}
