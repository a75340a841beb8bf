/** How soon news is expected: at any moment, or now and then. */
export type Pace = 'moving' | 'quiet';

interface Intervals {
  /** Where nobody tells of news. */
  alone: number;
  /** Where the portal tells of news itself, and asking only makes up for what was missed. */
  told: number;
}

const INTERVALS: Readonly<Record<Pace, Intervals>> = {
  moving: { alone: 2_000, told: 10_000 },
  quiet: { alone: 15_000, told: 60_000 },
};

/** How long to wait before asking again. */
export function intervalOf(pace: Pace, isTold: boolean): number {
  return isTold ? INTERVALS[pace].told : INTERVALS[pace].alone;
}
