import {
  EnvironmentSpec,
  Estimate,
  Plan,
  PolicyFinding,
} from '@portico/plugin-environments-common';

/** What a spec costs, does and breaks, or why that can't be told now. */
export type Evaluation =
  | {
      status: 'ok';
      estimate: Estimate;
      /** Null for a new environment. */
      againstEstimate: Estimate | null;
      plan: Plan;
      findings: PolicyFinding[];
    }
  | {
      status: 'unavailable';
      reason: string;
      /** Whether it may work in a second, because others are before it. */
      busy: boolean;
    };

/** Judges environments by synthesizing their stacks. */
export interface EnvironmentEvaluator {
  evaluate(request: {
    spec: EnvironmentSpec;
    against?: EnvironmentSpec;
    signal?: AbortSignal;
  }): Promise<Evaluation>;
  /** Gets ready ahead of the first request. */
  warmUp(): void;
  stop(): Promise<void>;
}
