import { aFullSpec } from '../__testUtils__/aSpec';
import { BUILD_MS, builtSchema } from '../__testUtils__/builtWorker';
import { only, synthesized } from '../__testUtils__/synthesized';
import { withAttributes } from '../__testUtils__/withAttributes';
import { ResourceIndex } from '../document/ResourceIndex';
import { block, blocks } from '../document/attributes';
import {
  Attributes,
  TerraformDocument,
  listResources,
} from '../document/TerraformDocument';
import { ProviderSchema } from '../validate/schema/ProviderSchema';

const TAGS = ['environment', 'class', 'owner', 'managed-by'];

function lacks(tags: Attributes): boolean {
  return TAGS.some(tag => typeof tags[tag] !== 'string');
}

/** The configuration of the provider that a resource is built with. */
function providerOf(
  { provider = {} }: TerraformDocument,
  name: unknown,
): Attributes {
  const alias = typeof name === 'string' ? name.split('.')[1] : undefined;
  return (
    blocks(provider, 'aws').find(candidate => candidate.alias === alias) ?? {}
  );
}

/** Resources that could have the tags by which costs are told apart, and do not. */
function untagged(
  document: TerraformDocument,
  schema: ProviderSchema,
): string[] {
  return listResources(document)
    .filter(({ type, attributes }) => {
      // What EKS starts by a launch template knows nothing of the provider's tags.
      if (type === 'aws_launch_template') {
        const specifications = blocks(attributes, 'tag_specifications');
        return ['instance', 'volume'].some(kind => {
          const found = specifications.find(s => s.resource_type === kind);
          return !found || lacks(block(found, 'tags'));
        });
      }
      if (!schema.find('resource', type)?.attributes.tags) return false;
      const provider = providerOf(document, attributes.provider);
      const [defaults = {}] = blocks(provider, 'default_tags');
      return lacks({
        ...block(defaults, 'tags'),
        ...block(attributes, 'tags'),
      });
    })
    .map(({ address }) => address);
}

describe('tags', () => {
  const document = synthesized(aFullSpec());
  let schema: ProviderSchema;

  beforeAll(async () => {
    schema = await builtSchema();
  }, BUILD_MS);

  it('should be on everything that takes them, in every region and on what a launch template starts', () => {
    expect(untagged(document, schema)).toEqual([]);
  });

  it('should be missed where the provider of another region gives none', () => {
    const [main, ...others] = blocks(document.provider ?? {}, 'aws');
    const twin = {
      ...document,
      provider: {
        aws: [main, ...others.map(o => ({ ...o, default_tags: undefined }))],
      },
    };
    expect(untagged(twin, schema)).toEqual(
      listResources(document)
        .filter(({ type, attributes }) =>
          Boolean(
            attributes.provider &&
              schema.find('resource', type)?.attributes.tags,
          ),
        )
        .map(({ address }) => address),
    );
    expect(untagged(twin, schema)).toContain(
      'aws_wafv2_web_acl.edge_cdn-firewall_web-acl',
    );
  });

  it('should be missed where a launch template tags instances alone', () => {
    const address = 'aws_launch_template.cluster_nodes_general-template';
    const template = only(ResourceIndex.of(document), 'aws_launch_template');
    const twin = withAttributes(document, address, {
      tag_specifications: blocks(
        template.attributes,
        'tag_specifications',
      ).filter(({ resource_type: kind }) => kind === 'instance'),
    });
    expect(untagged(twin, schema)).toEqual([address]);
  });
});
