import { aProdSpec, aSpec } from '../../__testUtils__/aSpec';
import { only, resourcesOf } from '../../__testUtils__/synthesized';
import { text } from '../../document/attributes';

const registry = { repositories: ['order'], keepImages: 12 };

describe('Registry', () => {
  it('should look through images when they arrive, and let no tag move', () => {
    expect(
      only(resourcesOf(aSpec({ registry })), 'aws_ecr_repository').attributes,
    ).toMatchObject({
      name: 'dev/order',
      image_tag_mutability: 'IMMUTABLE',
      image_scanning_configuration: { scan_on_push: true },
      force_delete: true,
    });
  });

  it('should encrypt images with the key of the environment', () => {
    expect(
      only(resourcesOf(aSpec({ registry })), 'aws_ecr_repository').attributes
        .encryption_configuration,
    ).toEqual([
      { encryption_type: 'KMS', kms_key: '${aws_kms_key.security_key.arn}' },
    ]);
  });

  it('should keep a number of images and none without a tag', () => {
    const { attributes } = only(
      resourcesOf(aSpec({ registry })),
      'aws_ecr_lifecycle_policy',
    );
    expect(attributes.repository).toBe(
      '${aws_ecr_repository.registry_order.name}',
    );
    expect(JSON.parse(text(attributes, 'policy') ?? '')).toMatchObject({
      rules: [
        {
          rulePriority: 1,
          selection: { tagStatus: 'untagged', countNumber: 7 },
        },
        {
          rulePriority: 2,
          selection: { tagStatus: 'any', countNumber: 12 },
        },
      ],
    });
  });

  it('should not be emptied by a destroy in production', () => {
    expect(
      only(resourcesOf(aProdSpec({ registry })), 'aws_ecr_repository')
        .attributes.force_delete,
    ).toBe(false);
  });

  it('should not be there where the spec leaves it out', () => {
    expect(resourcesOf(aSpec()).ofType('aws_ecr_repository')).toEqual([]);
  });
});
