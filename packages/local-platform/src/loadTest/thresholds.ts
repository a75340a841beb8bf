import { invalid } from './options';
import type { Series } from './Series';

/** A threshold as data. */
export interface Threshold {
  expression: string;
  statistic: string;
  holds(value: number): boolean;
}

const EXPRESSION =
  /^\s*(avg|min|max|med|count|rate|value|p\(\d+(?:\.\d+)?\))\s*(<=|>=|<|>|===|==|!=)\s*(-?\d+(?:\.\d+)?)\s*$/;

const COMPARE: Record<string, (value: number, limit: number) => boolean> = {
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
  '==': (value, limit) => value === limit,
  '===': (value, limit) => value === limit,
  '!=': (value, limit) => value !== limit,
};

/** Reads an expression like `p(95)<500`; throws where it is none. */
export function parseThreshold(expression: string): Threshold {
  const [, statistic, operator, limit] = EXPRESSION.exec(expression) ?? [];
  if (statistic === undefined) {
    throw invalid(
      `'${expression}' is no threshold: write it like p(95)<500, rate<0.01 or count>0`,
    );
  }
  return {
    expression,
    statistic,
    holds: value => COMPARE[operator](value, Number(limit)),
  };
}

/** Whether a threshold holds; throws where the metric has no such statistic. */
export function judge(
  { expression, statistic, holds }: Threshold,
  series: Series,
  durationMs: number,
): boolean {
  const value = series.statistic(statistic, durationMs);
  if (value === undefined) {
    const { name, type } = series.definition;
    throw invalid(
      `The threshold '${expression}' asks for ${statistic} of ${name}, and a ${type} has none`,
    );
  }
  return holds(value);
}
