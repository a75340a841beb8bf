/** What Terraform's core refuses, in its own words. */
export interface TerraformDiagnostic {
  readonly summary: string;
  readonly detail: string;
  /** The resource, where it tells one. */
  readonly address?: string;
}

/** What Terraform's core says of a configuration. */
export type TerraformOutcome =
  /** It was not asked, and why. */
  | { readonly status: 'left-out'; readonly reason: string }
  | {
      readonly status: 'planned';
      readonly version: string;
      readonly add: number;
    }
  | {
      readonly status: 'refused';
      readonly version: string;
      readonly diagnostics: readonly TerraformDiagnostic[];
    };
