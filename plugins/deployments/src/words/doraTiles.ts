import type { DoraReport } from '@portico/plugin-deployments-common';
import { duration } from './dates';
import { counted } from './refs';

/** One of the five metrics, in words. */
export interface DoraTile {
  id: string;
  title: string;
  /** Null where it is not known, which is not the same as 0. */
  value: string | null;
  /** A word beside the value, such as "Weekly"; null where there is none. */
  word: string | null;
  /** Why there is no value; of how many it was made. */
  basis: string;
  /** What was left out or counted in its own way. */
  remarks: string[];
  /** How it is counted. */
  meaning: string;
}

const DAY_MS = 24 * 60 * 60 * 1_000;
const WEEK_DAYS = 7;
const MONTH_DAYS = 30;

/** A number with one digit behind the point, where that is not 0. */
function decimal(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '');
}

/** A ratio in percent: "17.4 %"; a little more than nothing is not nothing, and almost all is not all. */
export function percent(ratio: number): string {
  if (ratio > 0 && ratio < 0.001) return '<0.1 %';
  if (ratio < 1 && ratio > 0.999) return '>99.9 %';
  return `${decimal(ratio * 100)} %`;
}

/** How often, in the unit in which it is at least once: "1.4 a day", "3 a week". */
export function rate(perDay: number): string {
  if (perDay >= 1) return `${decimal(perDay)} a day`;
  const perWeek = perDay * WEEK_DAYS;
  return perWeek >= 1
    ? `${decimal(perWeek)} a week`
    : `${decimal(perDay * MONTH_DAYS)} in 30 days`;
}

/** The length of the window in days. */
export function windowDays({ from, to }: Pick<DoraReport, 'from' | 'to'>) {
  return Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS));
}

const BUCKETS = {
  daily: 'Daily',
  weekly: 'Weekly',
  monthly: 'Monthly',
  yearly: 'Yearly',
};

const NONE = 'There was no deployment in this time.';

function frequencyTile(report: DoraReport): DoraTile {
  const { perDay, deployments, bucket } = report.deploymentFrequency;
  const span = counted(windowDays(report), 'day');
  return {
    id: 'frequency',
    title: 'Deployment frequency',
    value: perDay === null ? null : rate(perDay),
    word: bucket === null ? null : BUCKETS[bucket],
    basis:
      perDay === null
        ? NONE
        : `${counted(deployments, 'deployment')} in ${span}`,
    remarks:
      perDay !== null && bucket === null
        ? ['Too few days to call it daily, weekly or monthly']
        : [],
    meaning:
      'How often a version reaches this environment. Days without a deployment count as well.',
  };
}

/** Why there is no lead time. */
function noLeadTime(report: DoraReport): string {
  const { coverage, excluded } = report.changeLeadTime;
  if (report.deploymentFrequency.deployments === 0) return NONE;
  if (coverage.of === 0) return 'No deployment brought a new version.';
  if (excluded > 0) return 'No commit is older than its deployment.';
  return coverage.known === 0
    ? 'No deployment tells its commits.'
    : 'The deployments brought no new commit.';
}

function leadTimeTile(report: DoraReport): DoraTile {
  const { medianSeconds, commits, coverage, skewed, excluded } =
    report.changeLeadTime;
  const told = `${coverage.known} of ${counted(coverage.of, 'deployment')} ${
    coverage.of === 1 ? 'tells its' : 'tell their'
  } commits`;
  return {
    id: 'lead-time',
    title: 'Change lead time',
    value: medianSeconds === null ? null : duration(medianSeconds),
    word: null,
    basis:
      medianSeconds === null
        ? noLeadTime(report)
        : `Median of ${counted(commits, 'commit')}`,
    remarks: [
      ...(coverage.of > 0 ? [told] : []),
      ...(skewed > 0
        ? [`${counted(skewed, 'commit')} counted as 0 s: clocks differ`]
        : []),
      ...(excluded > 0
        ? [`${counted(excluded, 'commit')} left out: younger than deployed`]
        : []),
    ],
    meaning:
      'From the moment a commit is written until it runs here: the median over the commits that are new. Rolling back and deploying the same again bring none.',
  };
}

function failRateTile(report: DoraReport): DoraTile {
  const { ratio, failed, deployments, unlinkedIncidents } =
    report.changeFailRate;
  return {
    id: 'fail-rate',
    title: 'Change fail rate',
    value: ratio === null ? null : percent(ratio),
    word: null,
    basis:
      ratio === null
        ? NONE
        : `${failed} of ${counted(deployments, 'deployment')} failed`,
    remarks:
      unlinkedIncidents > 0
        ? [
            `${counted(
              unlinkedIncidents,
              'incident',
            )} linked to no deployment, and not counted`,
          ]
        : [],
    meaning:
      'Which part of the deployments was rolled back, caused an incident or was told as failed afterwards.',
  };
}

function recoveryTile(report: DoraReport): DoraTile {
  const { medianSeconds, coverage } = report.failedDeploymentRecoveryTime;
  const { known, of } = coverage;
  const none =
    report.deploymentFrequency.deployments === 0
      ? NONE
      : 'No deployment failed.';
  return {
    id: 'recovery',
    title: 'Failed deployment recovery time',
    value: medianSeconds === null ? null : duration(medianSeconds),
    word: null,
    basis:
      of === 0
        ? none
        : `${known} of ${of} that failed ${
            known === 1 ? 'has' : 'have'
          } recovered`,
    remarks: [],
    meaning:
      'From a deployment that failed until the next good one, or until its incident is resolved: the median.',
  };
}

function reworkTile(report: DoraReport): DoraTile {
  const { ratio, rework, deployments } = report.deploymentReworkRate;
  return {
    id: 'rework',
    title: 'Deployment rework rate',
    value: ratio === null ? null : percent(ratio),
    word: null,
    basis:
      ratio === null
        ? NONE
        : `${rework} of ${counted(deployments, 'deployment')} ${
            rework === 1 ? 'was a repair' : 'were repairs'
          }`,
    remarks: [],
    meaning:
      'Which part of the deployments was not planned: roll backs, and those that put a failed one right.',
  };
}

/** The five metrics of DORA, each with what it was made of. What is not known has no value. */
export function doraTiles(report: DoraReport): DoraTile[] {
  return [
    frequencyTile(report),
    leadTimeTile(report),
    failRateTile(report),
    recoveryTile(report),
    reworkTile(report),
  ];
}

/** What the metrics leave out, one line each. */
export function doraRemarks(report: DoraReport): string[] {
  const { failedAttempts, otherOrigins, origin } = report;
  const kind = origin === 'sample' ? 'real' : 'sample or emulated';
  return [
    ...(failedAttempts > 0
      ? [
          `${counted(failedAttempts, 'attempt')} never became a success, and ${
            failedAttempts === 1 ? 'counts' : 'count'
          } as no deployment.`,
        ]
      : []),
    ...(otherOrigins > 0
      ? [`${counted(otherOrigins, `${kind} record`)} not counted with these.`]
      : []),
  ];
}

/** The deployments a day, as one sentence for whoever does not see the picture. */
export function trendWords(
  days: DoraReport['deploymentFrequency']['days'],
): string {
  const total = days.reduce((sum, { deployments }) => sum + deployments, 0);
  if (total === 0) return `No deployment in ${counted(days.length, 'day')}`;
  const most = days.reduce((best, one) =>
    one.deployments > best.deployments ? one : best,
  );
  const quiet = days.filter(({ deployments }) => deployments === 0).length;
  return `${counted(total, 'deployment')} in ${counted(
    days.length,
    'day',
  )}, at most ${most.deployments} a day; ${counted(quiet, 'day')} without any`;
}
