/** What is wrong with a configuration before any value is judged. */
export type ProblemKind =
  | 'unknown-type'
  | 'unknown-argument'
  | 'missing-argument'
  | 'read-only-argument'
  | 'wrong-type'
  | 'too-many-blocks'
  | 'missing-block'
  | 'unknown-reference'
  | 'unknown-attribute'
  | 'unknown-dependency'
  | 'unknown-provider'
  | 'unknown-function'
  | 'cycle';

/** One thing that Terraform would refuse, and where it stands. */
export interface ConfigurationProblem {
  readonly kind: ProblemKind;
  /** The block of the configuration: `aws_vpc.main`, `data.aws_region.here`, `output.url`. */
  readonly address: string;
  /** The place inside it: `rule[0].statement.limit`; empty for the block itself. */
  readonly path: string;
  readonly message: string;
  /** The name that was most likely meant. */
  readonly suggestion?: string;
}

/** A problem of the block that is being looked at. */
export type LocalProblem = Omit<ConfigurationProblem, 'address'>;
