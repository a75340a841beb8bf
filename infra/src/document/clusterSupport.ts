/** How far a Kubernetes version is in its life on EKS. */
export type SupportState = 'standard' | 'extended' | 'unknown';

/**
 * The day on which a Kubernetes version leaves standard support on EKS.
 * Source: EKS release calendar as of endoflife.date, 2026-02.
 */
export const STANDARD_SUPPORT_ENDS: Readonly<Record<string, string>> = {
  '1.33': '2026-07-29',
  '1.34': '2026-12-02',
  '1.35': '2027-03-27',
};

const OLDEST_LISTED = 33;
const MS_PER_DAY = 24 * 60 * 60 * 1000;

/** Whether EKS supports a version without the extra price on a day. */
export function clusterSupport(version: string, now: Date): SupportState {
  const end = STANDARD_SUPPORT_ENDS[version];
  if (end !== undefined) {
    return now.toISOString().slice(0, 10) < end ? 'standard' : 'extended';
  }
  const minor = /^1\.(\d+)$/.exec(version)?.[1];
  if (minor === undefined) return 'unknown';
  return Number(minor) < OLDEST_LISTED ? 'extended' : 'unknown';
}

/** The days until a version leaves standard support; undefined where the end is not known. */
export function supportDaysLeft(
  version: string,
  now: Date,
): number | undefined {
  const end = STANDARD_SUPPORT_ENDS[version];
  return end === undefined
    ? undefined
    : Math.ceil((Date.parse(end) - now.getTime()) / MS_PER_DAY);
}
