const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** How old something is, in its largest whole unit: "12 s", "3 min", "26 h". */
export function ageWords(ageMs: number): string {
  // A clock that was set back makes nothing younger than new.
  const age = Math.max(0, ageMs);
  if (age < 2 * MINUTE_MS) {
    return `${Math.floor(age / SECOND_MS)} s`;
  }
  return age < 2 * HOUR_MS
    ? `${Math.floor(age / MINUTE_MS)} min`
    : `${Math.floor(age / HOUR_MS)} h`;
}
