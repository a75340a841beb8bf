import type { MetricDefinition } from '../messages';
import { metrics, place, sample } from './host';
import { knownOnly } from './knownOnly';

type Tags = Record<string, string>;

const NAME = /^[a-zA-Z_][a-zA-Z0-9_]{0,127}$/;

abstract class Metric {
  readonly name: string;

  protected constructor(definition: MetricDefinition) {
    const { name } = definition;
    if (!NAME.test(name)) {
      throw new Error(
        `'${name}' is no name of a metric: give letters, digits and _, at most 128, no digit first`,
      );
    }
    if (!place.loading) {
      throw new Error(
        `The metric ${name} is made too late: make it outside of functions`,
      );
    }
    this.name = name;
    metrics.push(definition);
  }

  add(value: number, tags: Tags = {}): void {
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      throw new Error(`The metric ${this.name} takes numbers, not ${value}`);
    }
    sample(this.name, value, tags);
  }
}

/** A sum. */
export class Counter extends Metric {
  constructor(name: string, isTime = false) {
    super({ name, type: 'counter', contains: isTime ? 'time' : 'default' });
  }
}

/** The latest value, with the smallest and the largest. */
export class Gauge extends Metric {
  constructor(name: string, isTime = false) {
    super({ name, type: 'gauge', contains: isTime ? 'time' : 'default' });
  }
}

/** Values of which average and percentiles are told. */
export class Trend extends Metric {
  constructor(name: string, isTime = false) {
    super({ name, type: 'trend', contains: isTime ? 'time' : 'default' });
  }
}

/** The share of what is true. */
export class Rate extends Metric {
  constructor(name: string) {
    super({ name, type: 'rate', contains: 'default' });
  }

  override add(value: number | boolean, tags: Tags = {}): void {
    super.add(value ? 1 : 0, tags);
  }
}

export default knownOnly('k6/metrics', { Counter, Gauge, Trend, Rate });
