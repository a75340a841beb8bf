import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformElement, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct, Node } from 'constructs';
import { EnvironmentOutput } from './constructs/EnvironmentPart';
import { StateBackend } from './constructs/StateBackend';

/**
 * The provider by its full source address, in a range: a bare name is
 * ambiguous, and an exact version would keep security fixes out.
 */
const AWS_PROVIDER = {
  source: 'registry.terraform.io/hashicorp/aws',
  version: '~> 6.25',
} as const;

/** What every stack of the platform says of itself. */
export interface PorticoStackOptions {
  readonly region: string;
  /** The tags of everything in it. */
  readonly tags: Readonly<Record<string, string>>;
  /** Where its state is in the bucket of the bootstrap; on the machine that applies it where there is none. */
  readonly stateKey: string | undefined;
}

/** A stack with one provider, tags on everything and a state of its own. */
export abstract class PorticoStack extends TerraformStack {
  readonly #tags: Readonly<Record<string, string>>;

  constructor(scope: Construct, name: string, options: PorticoStackOptions) {
    super(scope, name);
    this.#tags = options.tags;
    this.addProvider('aws', options.region);
    this.addOverride('terraform.required_providers.aws', AWS_PROVIDER);
    // The lock is a file beside the state since 1.10.
    this.addOverride('terraform.required_version', '>= 1.10');
    if (options.stateKey) new StateBackend(this, options.stateKey);
  }

  /** Addresses that people can read and that stay: the path of the construct, without a hash. */
  protected allocateLogicalId(element: TerraformElement | Node): string {
    const node = element instanceof Node ? element : element.node;
    return node.scopes
      .slice(2)
      .map(construct => construct.node.id)
      .join('_');
  }

  /** A further region to build in. */
  protected addProvider(
    id: string,
    region: string,
    alias?: string,
  ): AwsProvider {
    return new AwsProvider(this, id, {
      region,
      alias,
      defaultTags: [{ tags: { ...this.#tags } }],
    });
  }

  /** Tells the pipeline what it needs to know. */
  protected tell(outputs: readonly EnvironmentOutput[]): void {
    for (const { name, ...output } of outputs) {
      new TerraformOutput(this, name, output);
    }
  }
}
