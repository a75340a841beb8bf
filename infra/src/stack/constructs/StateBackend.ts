import { TerraformBackend, TerraformRemoteState } from 'cdktf';
import { Construct } from 'constructs';

/**
 * The state of a stack, under a key of its own in the bucket of the bootstrap,
 * encrypted and locked by a file beside it. The bucket, its region and its key
 * are given by `terraform init -backend-config`, for a backend takes no variables
 * and a file that everybody may read names no account.
 */
export class StateBackend extends TerraformBackend {
  readonly #key: string;

  constructor(scope: Construct, key: string) {
    super(scope, 'state', 's3');
    this.#key = key;
  }

  protected synthesizeAttributes() {
    return { key: this.#key, encrypt: true, use_lockfile: true };
  }

  /** No stack reads the state of another one: what they share is told by outputs. */
  getRemoteStateDataSource(): TerraformRemoteState {
    throw new Error('The state of a stack is its own');
  }
}

/** Where the state of an environment is in the bucket. */
export function environmentStateKey(environment: string): string {
  return `environments/${environment}/terraform.tfstate`;
}

/** Where the state of the bootstrap is in the bucket. */
export const BOOTSTRAP_STATE_KEY = 'bootstrap/terraform.tfstate';
