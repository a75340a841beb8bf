import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { EnvironmentSpec } from '@portico/plugin-environments-common';
import { Construct } from 'constructs';
import { EnvironmentOutput } from './EnvironmentPart';

/** The registry's part of a spec. */
export type RegistrySpec = NonNullable<EnvironmentSpec['spec']['registry']>;

/** The repositories and what encrypts them. */
export interface RegistryOptions {
  readonly environment: string;
  readonly registry: RegistrySpec;
  readonly keyArn: string;
  /** Whether repositories may be destroyed with images in them. */
  readonly disposable: boolean;
}

const UNTAGGED_DAYS = 7;

/** A repository a service: images are looked through when they arrive, and no tag ever moves. */
export class Registry extends Construct {
  readonly repositoryArns: readonly string[];
  readonly outputs: EnvironmentOutput[];

  constructor(scope: Construct, id: string, options: RegistryOptions) {
    super(scope, id);
    const { environment, registry, keyArn, disposable } = options;
    const repositories = registry.repositories.map(name => {
      const repository = new EcrRepository(this, name, {
        name: `${environment}/${name}`,
        imageTagMutability: 'IMMUTABLE',
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfiguration: [{ encryptionType: 'KMS', kmsKey: keyArn }],
        forceDelete: disposable,
      });
      new EcrLifecyclePolicy(this, `${name}_lifecycle`, {
        repository: repository.name,
        policy: lifecyclePolicy(registry.keepImages),
      });
      return { name, repository };
    });
    this.repositoryArns = repositories.map(({ repository }) => repository.arn);
    this.outputs = [
      {
        name: 'image_repositories',
        description: 'Where the images of each service go',
        value: Object.fromEntries(
          repositories.map(({ name, repository }) => [
            name,
            repository.repositoryUrl,
          ]),
        ),
      },
    ];
  }
}

/** ECR works the rules off by their number, and an image falls to one alone. */
function lifecyclePolicy(keepImages: number): string {
  return JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        description: `Images without a tag go after ${UNTAGGED_DAYS} days`,
        selection: {
          tagStatus: 'untagged',
          countType: 'sinceImagePushed',
          countUnit: 'days',
          countNumber: UNTAGGED_DAYS,
        },
        action: { type: 'expire' },
      },
      {
        rulePriority: 2,
        description: `The last ${keepImages} images stay`,
        selection: {
          tagStatus: 'any',
          countType: 'imageCountMoreThan',
          countNumber: keepImages,
        },
        action: { type: 'expire' },
      },
    ],
  });
}
