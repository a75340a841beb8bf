import { z } from 'zod/v4';
import { STAND_IN } from './k6/knownOnly';
import { EXIT, LoadTestError } from './LoadTestError';
import { parseDuration } from './parseDuration';

/** Every virtual user is a thread. */
export const MOST_USERS = 50;

const duration = z
  .union([z.string(), z.number()])
  .transform((text, context) => {
    try {
      return parseDuration(text);
    } catch (error) {
      context.addIssue((error as Error).message);
      return z.NEVER;
    }
  });
const users = z.int().min(0).max(100_000);
const stages = z
  .array(z.strictObject({ duration, target: users }))
  .min(1)
  .max(100);
const scenarioSchema = z.strictObject({
  executor: z.literal('ramping-vus'),
  startVUs: users.default(1),
  stages,
  gracefulRampDown: duration.prefault('30s'),
  gracefulStop: duration.prefault('30s'),
});
const thresholdSchema = z.union([
  z.string(),
  z
    .strictObject({ threshold: z.string(), abortOnFail: z.literal(false) })
    .transform(({ threshold }) => threshold),
]);
const optionsSchema = z.strictObject({
  scenarios: z.record(z.string(), scenarioSchema).optional(),
  stages: stages.optional(),
  thresholds: z.record(z.string(), z.array(thresholdSchema)).default({}),
  summaryTrendStats: z
    .array(z.string().regex(/^(?:avg|min|med|max|count|p\(\d+(?:\.\d+)?\))$/))
    .default(['avg', 'min', 'med', 'max', 'p(90)', 'p(95)']),
});

/** The one scenario of a test; durations in milliseconds. */
export type Scenario = z.output<typeof scenarioSchema> & { name: string };

/** The options of a script that the stand-in knows. */
export interface ScriptOptions {
  scenario: Scenario;
  /** The expressions of each metric or sub-metric. */
  thresholds: Record<string, string[]>;
  summaryTrendStats: string[];
}

/** Reads the options that a script exports; throws where there is one that the stand-in does not know. */
export function readOptions(given: unknown): ScriptOptions {
  const parsed = optionsSchema.safeParse(given);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map(
      ({ path, message }) => `  options.${path.join('.')}: ${message}`,
    );
    throw invalid(
      `${STAND_IN} does not take these options:\n${reasons.join('\n')}`,
    );
  }
  const { scenarios = {}, stages: bare, ...rest } = parsed.data;
  const all = Object.entries(scenarios);
  if (bare) {
    const asScenario = { executor: 'ramping-vus' as const, startVUs: 1 };
    const grace = { gracefulRampDown: 30_000, gracefulStop: 30_000 };
    all.push(['default', { ...asScenario, ...grace, stages: bare }]);
  }
  if (all.length !== 1) {
    throw invalid(
      `${STAND_IN} runs exactly one scenario, and the script has ${all.length}`,
    );
  }
  const [[name, scenario]] = all;
  const most = mostUsers(scenario);
  if (most > MOST_USERS) {
    throw new LoadTestError(
      `${STAND_IN} runs at most ${MOST_USERS} virtual users, and the script wants ${most}`,
      EXIT.invalidOptions,
      { fix: 'give a smaller --scale, or run it with k6' },
    );
  }
  return { ...rest, scenario: { name, ...scenario } };
}

/** How many virtual users a scenario has at most. */
export function mostUsers({
  startVUs,
  stages: given,
}: Pick<Scenario, 'startVUs' | 'stages'>): number {
  return Math.max(startVUs, ...given.map(({ target }) => target));
}

/** Options that k6 would refuse as well. */
export function invalid(message: string): LoadTestError {
  return new LoadTestError(message, EXIT.invalidOptions);
}
