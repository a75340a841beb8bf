import type { MetricDefinition } from './messages';
import { percentile } from './percentile';

/** The values of one metric or sub-metric, as far as its kind needs them. */
export class Series {
  readonly definition: MetricDefinition;
  readonly #kept: number[] = [];
  #count = 0;
  #sum = 0;
  #last = 0;
  #min = Infinity;
  #max = -Infinity;
  #sorted = true;

  constructor(definition: MetricDefinition) {
    this.definition = definition;
  }

  /** How many values there are. */
  get size(): number {
    return this.#count;
  }

  add(value: number): void {
    this.#count += 1;
    this.#sum += value;
    this.#last = value;
    this.#min = Math.min(this.#min, value);
    this.#max = Math.max(this.#max, value);
    if (this.definition.type === 'trend') {
      this.#kept.push(value);
      this.#sorted = false;
    }
  }

  /** One statistic by the name that thresholds have for it; undefined where this kind has none such. */
  statistic(name: string, durationMs: number): number | undefined {
    const percent = /^p\((\d+(?:\.\d+)?)\)$/.exec(name)?.[1];
    if (percent !== undefined) {
      return this.definition.type === 'trend'
        ? percentile(this.#values(), Number(percent))
        : undefined;
    }
    return this.#statistics(durationMs)[name];
  }

  /** What a summary tells of it. */
  values(
    trendStatistics: readonly string[],
    durationMs: number,
  ): Record<string, number> {
    const { type } = this.definition;
    const all = this.#statistics(durationMs);
    if (type === 'trend') {
      return Object.fromEntries(
        trendStatistics.map(name => [
          name,
          this.statistic(name, durationMs) ?? 0,
        ]),
      );
    }
    // Of a rate, k6 calls `passes` what was true: of http_req_failed, the failed.
    return type === 'rate'
      ? { ...all, passes: this.#sum, fails: this.#count - this.#sum }
      : all;
  }

  #statistics(durationMs: number): Record<string, number> {
    const min = this.#count > 0 ? this.#min : 0;
    const max = this.#count > 0 ? this.#max : 0;
    const average = this.#count > 0 ? this.#sum / this.#count : 0;
    switch (this.definition.type) {
      case 'counter':
        return {
          count: this.#sum,
          rate: durationMs > 0 ? this.#sum / (durationMs / 1000) : 0,
        };
      case 'gauge':
        return { value: this.#last, min, max };
      case 'rate':
        return { rate: average };
      default:
        return {
          avg: average,
          min,
          max,
          med: percentile(this.#values(), 50),
          count: this.#count,
        };
    }
  }

  #values(): readonly number[] {
    if (!this.#sorted) this.#kept.sort((a, b) => a - b);
    this.#sorted = true;
    return this.#kept;
  }
}
