import { block, isExpression, isOff, text } from '../../document/attributes';
import { ResourceIndex } from '../../document/ResourceIndex';
import { PolicyRule, violationsFrom } from '../PolicyRule';

function scansEverything(resources: ResourceIndex): boolean {
  return resources.ofType('aws_ecr_registry_scanning_configuration').length > 0;
}

/** What runs is what was checked: images are scanned, and a tag always means the same one. */
export const imagesChecked: PolicyRule = {
  id: 'images-checked',
  severity: 'warning',
  title: 'Images should be scanned when pushed, and never replaced',
  why: 'A known hole is best found before it runs; and a tag that can be moved makes what runs differ from what was tested.',
  fix: 'Set scan_on_push to true and image_tag_mutability to IMMUTABLE.',
  check: ({ resources }) =>
    resources
      .ofType('aws_ecr_repository')
      .flatMap(({ address, attributes }) => {
        const scanning = block(attributes, 'image_scanning_configuration');
        const tags = text(attributes, 'image_tag_mutability') ?? 'MUTABLE';
        return violationsFrom(address, [
          ...(!isExpression(attributes.image_scanning_configuration) &&
          isOff(scanning, 'scan_on_push') &&
          !scansEverything(resources)
            ? ['Images are not scanned when pushed.']
            : []),
          ...(tags.startsWith('IMMUTABLE') || isExpression(tags)
            ? []
            : ['A tag can be moved to another image.']),
        ]);
      }),
};
