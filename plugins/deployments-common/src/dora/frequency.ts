import { calendarDays, dayOf } from './calendarDays';
import type { DoraInput, Success } from './doraHistory';
import type { DeploymentFrequency, FrequencyBucket } from './DoraReport';
import { median } from './median';

const WEEK_DAYS = 7;
const MONTH_DAYS = 30;

/** The counts in whole groups of `size` days, counted back from the last day; a rest is left out. */
function groupsOf(counts: readonly number[], size: number): number[][] {
  const groups: number[][] = [];
  for (let end = counts.length; end >= size; end -= size) {
    groups.push(counts.slice(end - size, end));
  }
  return groups;
}

function daysWith(counts: readonly number[]): number {
  return counts.filter(count => count > 0).length;
}

/**
 * The word for how often there are deployments, by the medians of "four keys": daily with three
 * days a week or more, weekly with one week in two, monthly with one month in two, else yearly.
 * Weeks and months are 7 and 30 whole days, so that one which has only begun does not pass for a
 * poor one.
 * https://github.com/dora-team/fourkeys/blob/main/METRICS.md
 *
 * @returns null where there was none, or the window is too short to tell
 */
function bucketOf(counts: readonly number[]): FrequencyBucket | null {
  const weeks = groupsOf(counts, WEEK_DAYS).map(daysWith);
  const daysAWeek = median(weeks);
  if (daysWith(counts) === 0 || daysAWeek === null) {
    return null;
  }
  if (daysAWeek >= 3) {
    return 'daily';
  }
  if (median(weeks.map(days => Math.min(days, 1)))! >= 1) {
    return 'weekly';
  }
  const months = median(
    groupsOf(counts, MONTH_DAYS).map(days => Math.min(daysWith(days), 1)),
  );
  if (months === null) {
    return null;
  }
  return months >= 1 ? 'monthly' : 'yearly';
}

/** How often there are deployments: a calendar day in the zone, days without any included. */
export function deploymentFrequency(
  successes: readonly Success[],
  { from, to, zone }: Pick<DoraInput, 'from' | 'to' | 'zone'>,
): DeploymentFrequency {
  const counts = new Map(
    calendarDays(Date.parse(from), Date.parse(to), zone).map(day => [day, 0]),
  );
  for (const { atMs } of successes) {
    const day = dayOf(atMs, zone);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  const deployments = successes.length;
  return {
    perDay: deployments === 0 ? null : deployments / counts.size,
    deployments,
    days: [...counts].map(([day, count]) => ({ day, deployments: count })),
    bucket: bucketOf([...counts.values()]),
  };
}
