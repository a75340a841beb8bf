interface Pair {
  larger: string;
  smaller: string;
  holds(larger: number, smaller: number): boolean;
  fault: string;
}

const PAIRS: readonly Pair[] = [
  {
    larger: 'SHUTDOWN_SECONDS',
    smaller: 'SHUTDOWN_DELAY_SECONDS',
    holds: (larger, smaller) => larger > smaller,
    fault:
      'leaves no time after SHUTDOWN_DELAY_SECONDS, so every request would be cut off',
  },
  {
    larger: 'REQUEST_TIMEOUT_SECONDS',
    smaller: 'HEADERS_TIMEOUT_SECONDS',
    holds: (larger, smaller) => larger >= smaller,
    fault:
      'is less than HEADERS_TIMEOUT_SECONDS, and a request includes its headers',
  },
];

/** Names the settings that are valid each and contradict each other, with the remedy. */
export function contradictions(values: Record<string, unknown>): string[] {
  return PAIRS.filter(({ larger, smaller, holds }) => {
    const [high, low] = [values[larger], values[smaller]];
    if (typeof high !== 'number' || typeof low !== 'number') return false;
    return !holds(high, low);
  }).map(
    ({ larger, smaller, fault }) =>
      `${larger} ${fault}. Set ${larger} higher, or ${smaller} lower.`,
  );
}
