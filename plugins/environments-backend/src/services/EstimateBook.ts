import {
  EnvironmentSpec,
  EstimateResult,
  isEstimate,
} from '@portico/plugin-environments-common';
import { PreviewService } from './PreviewService';
import { specHash } from './specHash';
import { within } from './within';

const LIMIT = 500;
/** A warm estimator takes a fifth of this. */
const PATIENCE_MS = 750;
const PENDING: EstimateResult = {
  status: 'unavailable',
  reason: 'The estimate is being made; look again in a few seconds',
};

/**
 * The estimates of environments as they are, kept in memory: prices come with
 * the release, so a new process prices anew.
 */
export class EstimateBook {
  readonly #preview: Pick<PreviewService, 'evaluate'>;
  readonly #known = new Map<string, EstimateResult>();
  readonly #queued = new Set<string>();
  #work: Promise<unknown> = Promise.resolve();

  static create(preview: Pick<PreviewService, 'evaluate'>): EstimateBook {
    return new EstimateBook(preview);
  }

  private constructor(preview: Pick<PreviewService, 'evaluate'>) {
    this.#preview = preview;
  }

  /**
   * What is known of the price of a spec, without waiting for it. What is not
   * known is found out meanwhile, one spec after the other, so that previews
   * go before them.
   */
  peek(spec: EnvironmentSpec): EstimateResult {
    const key = specHash(spec);
    const known = this.#known.get(key);
    if (known && isEstimate(known)) return known;
    if (!this.#queued.has(key)) {
      this.#queued.add(key);
      this.#work = this.#work
        .then(() => this.estimate(spec))
        .catch(() => undefined)
        .finally(() => this.#queued.delete(key));
    }
    return known ?? PENDING;
  }

  /**
   * Waits for the price of a spec, but only a moment: a page must not be as slow
   * as an estimator that does not answer. What failed before is not waited for.
   */
  async expect(spec: EnvironmentSpec): Promise<void> {
    if (this.#known.has(specHash(spec))) return;
    const asked = this.estimate(spec).catch(() => undefined);
    await within(asked, PATIENCE_MS, undefined);
  }

  /** The price of a spec. */
  async estimate(spec: EnvironmentSpec): Promise<EstimateResult> {
    const key = specHash(spec);
    const known = this.#known.get(key);
    if (known && isEstimate(known)) return known;
    const evaluation = await this.#preview.evaluate(spec, null);
    const estimate =
      evaluation.status === 'ok'
        ? evaluation.estimate
        : { status: evaluation.status, reason: evaluation.reason };
    this.#remember(key, estimate);
    return estimate;
  }

  #remember(key: string, estimate: EstimateResult) {
    this.#known.delete(key);
    this.#known.set(key, estimate);
    const [oldest] = this.#known.keys();
    if (this.#known.size > LIMIT) this.#known.delete(oldest);
  }
}
