import {
  EnvironmentSpec,
  Estimate,
  Plan,
  PolicyFinding,
  StackSpec,
} from '@portico/plugin-environments-common';
import { TerraformDocument } from './document/TerraformDocument';
import { planDocuments } from './plan/planDocuments';
import { checkPolicies } from './policies/checkPolicies';
import { estimateDocument } from './pricing/estimateDocument';
import { SynthOutcome, Unavailable, unavailable } from './synth/SynthOutcome';
import { SynthWorker } from './synth/SynthWorker';
import { problemFinding } from './validate/problemFindings';
import { SchemaFile } from './validate/schema/SchemaFile';
import { validateDocument } from './validate/validateDocument';

/** What a client works with. */
export interface InfraClientOptions {
  readonly worker: SynthWorker;
  /** What the provider knows, by which names and types are checked. */
  readonly schema: SchemaFile;
  readonly now?: () => Date;
}

/** What is to be judged, and what is there today. */
export interface EvaluationRequest {
  readonly spec: StackSpec;
  readonly against?: StackSpec;
  readonly signal?: AbortSignal;
}

/** All that can be said about a spec before anything is created. */
export interface Evaluation {
  readonly status: 'ok';
  readonly estimate: Estimate;
  /** The estimate of what is there today; null for a new environment. */
  readonly againstEstimate: Estimate | null;
  readonly plan: Plan;
  readonly findings: PolicyFinding[];
  readonly document: TerraformDocument;
}

/** An evaluation, or why there is none. */
export type EvaluationOutcome = Evaluation | Unavailable;

/** A plan, or why there is none. */
export type PlanOutcome =
  | { readonly status: 'ok'; readonly plan: Plan }
  | Unavailable;

/** Judges environments: price, plan, policy and form, each a pure function of the synthesized document. */
export class InfraClient {
  readonly #worker: SynthWorker;
  readonly #schema: SchemaFile;
  readonly #now: () => Date;

  static create(options: InfraClientOptions): InfraClient {
    return new InfraClient(options);
  }

  private constructor({
    worker,
    schema,
    now = () => new Date(),
  }: InfraClientOptions) {
    this.#worker = worker;
    this.#schema = schema;
    this.#now = now;
  }

  /** Starts the worker ahead of the first request. */
  warmUp(): void {
    this.#worker.warmUp();
  }

  /** Synthesizes a spec to Terraform's JSON. */
  async synthesize(
    spec: StackSpec,
    options?: { signal?: AbortSignal },
  ): Promise<SynthOutcome> {
    return this.#worker.synthesize(spec, options);
  }

  /** Prices, plans and judges a spec, against another one where there is one. */
  async evaluate({
    spec,
    against,
    signal,
  }: EvaluationRequest): Promise<EvaluationOutcome> {
    const before = against
      ? await this.#worker.synthesize(against, { signal })
      : undefined;
    if (before?.status === 'unavailable') return before;
    const after = await this.#worker.synthesize(spec, { signal });
    if (after.status === 'unavailable') return after;
    const schema = await this.#schema.read();
    if (!schema) return unavailable('missing', 'its schema is not there');
    const now = this.#now();
    const { document } = after;
    return {
      status: 'ok',
      estimate: estimateDocument(document, { region: spec.spec.region, now }),
      againstEstimate:
        against && before
          ? estimateDocument(before.document, {
              region: against.spec.region,
              now,
            })
          : null,
      plan: planDocuments({ before: before?.document, after: document }),
      findings: [
        ...validateDocument(document, schema).map(problemFinding),
        ...checkPolicies(document, {
          // What an account needs once has no class, and is judged as production.
          spec: spec.kind === 'Environment' ? spec : undefined,
          now,
        }),
      ],
      document,
    };
  }

  /** Tells what goes when an environment is destroyed. */
  async planDestroy(
    spec: EnvironmentSpec,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<PlanOutcome> {
    const before = await this.#worker.synthesize(spec, { signal });
    if (before.status === 'unavailable') return before;
    return { status: 'ok', plan: planDocuments({ before: before.document }) };
  }

  /** Ends the worker; every open request is answered. */
  async stop(): Promise<void> {
    await this.#worker.stop();
  }
}
