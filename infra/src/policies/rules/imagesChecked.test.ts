import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { imagesChecked } from './imagesChecked';

const scanned = { image_scanning_configuration: { scan_on_push: true } };
const fixed = { image_tag_mutability: 'IMMUTABLE' };

describe('imagesChecked', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(imagesChecked, aFullSpec())).toEqual([]);
  });

  it.each([
    ['aws_ecr_repository.r', { ...scanned, ...fixed }],
    [
      'aws_ecr_repository.r',
      {
        image_scanning_configuration: [{ scan_on_push: '${var.scan}' }],
        image_tag_mutability: '${var.tags}',
      },
    ],
  ])('should accept %j', (address, attributes) => {
    const document = aDocument({ [address]: attributes });
    expect(violationsIn(imagesChecked, document)).toEqual([]);
  });

  it.each([
    ['aws_ecr_repository.r', fixed, 'Images are not scanned when pushed.'],
    ['aws_ecr_repository.r', scanned, 'A tag can be moved to another image.'],
    [
      'aws_ecr_repository.r',
      { ...scanned, image_tag_mutability: 'MUTABLE' },
      'A tag can be moved to another image.',
    ],
  ])('should find %j', (address, attributes, detail) => {
    const document = aDocument({ [address]: attributes });
    expect(violationsIn(imagesChecked, document)).toEqual([
      { resource: address, detail },
    ]);
  });

  it('should accept what the whole registry scans', () => {
    const document = aDocument({
      'aws_ecr_repository.r': fixed,
      'aws_ecr_registry_scanning_configuration.all': {},
    });
    expect(violationsIn(imagesChecked, document)).toEqual([]);
  });
});
