import { seededRandom } from '../../system/seededRandom';
import {
  SAMPLE_INCIDENTS,
  SAMPLE_SERVICES,
  type SampleEnvironment,
  type SampleService,
} from './sampleServices';

/** How far apart the invented samples are. */
export const STEP_SECONDS = 300;
/** How much of the past is invented. */
export const HISTORY_DAYS = 30;

const SEED = 20_261_125;
const DAY_SECONDS = 86_400;

/** What a service did in one step. Counts are whole numbers. */
export interface SampleStep {
  /** The end of the step, in seconds since 1970. */
  at: number;
  requests: number;
  /** Answers of 5xx. */
  errors: number;
  /** Answers within 200 ms. */
  fast: number;
}

/** The last step that ends no later than a moment; in seconds since 1970. */
export function lastStepBefore(moment: Date): number {
  const seconds = Math.floor(moment.getTime() / 1000);
  return seconds - (seconds % STEP_SECONDS);
}

/** The history of one service, the same for the same end (in seconds since 1970, a whole step). */
export function sampleSteps(
  service: SampleService,
  until: number,
): SampleStep[] {
  const random = seededRandom(SEED + SAMPLE_SERVICES.indexOf(service));
  const steps = (HISTORY_DAYS * DAY_SECONDS) / STEP_SECONDS;
  return Array.from({ length: steps }, (_none, index) => {
    const at = until - (steps - 1 - index) * STEP_SECONDS;
    const noise = 0.9 + 0.2 * random();
    const busy = trafficAt(service.environment, at) * noise;
    const requests = whole(
      service.requestsPerSecond * STEP_SECONDS * busy,
      random(),
    );
    const { errorRatio, slowRatio } = ratiosAt(service, at, until);
    const errors = Math.min(requests, whole(requests * errorRatio, random()));
    const slow = Math.min(requests, whole(requests * slowRatio, random()));
    return { at, requests, errors, fast: requests - slow };
  });
}

/** A whole number that is right in the mean, also where it is mostly 0. */
function whole(exact: number, random: number): number {
  return Math.floor(exact + random);
}

/** Traffic by day and week, as a share of a working day's mean: people shop by day, and test at work. */
function trafficAt(environment: SampleEnvironment, at: number): number {
  const hour = (at % DAY_SECONDS) / 3600;
  const swing = environment === 'prod' ? 0.6 : 0.9;
  const day = 1 + swing * Math.cos((2 * Math.PI * (hour - 14)) / 24);
  // 1970 began on a Thursday: day 2 was a Saturday.
  const weekday = Math.floor(at / DAY_SECONDS) % 7;
  const weekend = weekday === 2 || weekday === 3;
  const weekendShare = environment === 'prod' ? 0.7 : 0.2;
  return day * (weekend ? weekendShare : 1);
}

function ratiosAt(
  service: SampleService,
  at: number,
  until: number,
): Pick<SampleService, 'errorRatio' | 'slowRatio'> {
  const lastDay = until - (until % DAY_SECONDS);
  const incident = SAMPLE_INCIDENTS.find(one => {
    const begins = lastDay - one.daysBefore * DAY_SECONDS + one.hour * 3600;
    return (
      one.environment === service.environment &&
      one.service === service.service &&
      at > begins &&
      at <= begins + one.minutes * 60
    );
  });
  return incident ?? service;
}
