import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  SAMPLE_INCIDENTS,
  SAMPLE_SERVICES,
  type SampleService,
} from './sampleServices';
import {
  HISTORY_DAYS,
  sampleSteps,
  STEP_SECONDS,
  type SampleStep,
} from './sampleSteps';

/** Any end will do to tell one definition from another. */
const ANY_END = 1_800_000_000;
/** A look at so few steps is enough for that, and takes no time. */
const FEW = 97;

/** One series: its name, labels of its own, and its value at each step; undefined where there is none. */
interface SampleSeries {
  name: string;
  labels?: string;
  value(step: SampleStep, counted: SampleStep): number | undefined;
}

/**
 * What is written of each service: the counters that its slo.yaml asks for, and
 * what the rules of the shop record of them. Their names are the real ones; the
 * label `origin="sample"` tells them apart.
 */
const SERIES: readonly SampleSeries[] = [
  {
    name: 'http_requests_total',
    labels: 'status_code="200"',
    value: (_step, { requests, errors }) => requests - errors,
  },
  {
    name: 'http_requests_total',
    labels: 'status_code="500"',
    value: (_step, { errors }) => errors,
  },
  {
    name: 'http_request_duration_seconds_bucket',
    labels: 'le="0.2"',
    value: (_step, { fast }) => fast,
  },
  {
    name: 'http_request_duration_seconds_count',
    value: (_step, { requests }) => requests,
  },
  {
    name: 'service:http_requests:rate5m',
    value: ({ requests }) => requests / STEP_SECONDS,
  },
  {
    name: 'service:http_errors:rate5m',
    value: ({ errors }) => errors / STEP_SECONDS,
  },
  // Without requests there is no ratio.
  {
    name: 'service:http_errors:ratio_rate5m',
    value: ({ errors, requests }) => ratio(errors, requests),
  },
  {
    name: 'service:http_fast_requests:ratio_rate5m',
    value: ({ fast, requests }) => ratio(fast, requests),
  },
];

/** The names of all that is invented. */
export const SAMPLE_NAMES: readonly string[] = [
  ...new Set(SERIES.map(({ name }) => name)),
];

/** Changes whenever other samples would be made for the same end. */
export function sampleDefinition(): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([HISTORY_DAYS, STEP_SECONDS, SAMPLE_INCIDENTS]));
  for (const text of openMetrics(ANY_END, FEW)) hash.update(text);
  return hash.digest('hex');
}

/** Writes the whole history up to its end (in seconds since 1970) as a file that promtool reads. */
export async function writeOpenMetrics(
  file: string,
  until: number,
): Promise<void> {
  // One series after the other: whoever else works in this process has a turn in between.
  await pipeline(
    Readable.from(openMetrics(until)),
    createWriteStream(file, { mode: 0o600 }),
  );
}

/** The file in pieces, with every step or only each so many. */
function* openMetrics(until: number, each = 1): Generator<string> {
  for (const service of SAMPLE_SERVICES) {
    const steps = sampleSteps(service, until);
    const counted = countUp(steps);
    for (const series of SERIES) {
      yield steps
        .map((step, index) =>
          index % each === 0 ? line(service, series, step, counted[index]) : '',
        )
        .join('');
    }
  }
  yield '# EOF\n';
}

/** What was counted since the history began, up to and with each step. */
function countUp(steps: readonly SampleStep[]): SampleStep[] {
  let sum: SampleStep = { at: 0, requests: 0, errors: 0, fast: 0 };
  return steps.map(({ at, requests, errors, fast }) => {
    sum = {
      at,
      requests: sum.requests + requests,
      errors: sum.errors + errors,
      fast: sum.fast + fast,
    };
    return sum;
  });
}

function line(
  { environment, service }: SampleService,
  { name, labels, value }: SampleSeries,
  step: SampleStep,
  counted: SampleStep,
): string {
  const number = value(step, counted);
  if (number === undefined) return '';
  const all = [
    `environment="${environment}",origin="sample",service="${service}"`,
    ...(labels ? [labels] : []),
  ];
  return `${name}{${all.join(',')}} ${number} ${step.at}\n`;
}

function ratio(part: number, of: number): number | undefined {
  return of > 0 ? part / of : undefined;
}
