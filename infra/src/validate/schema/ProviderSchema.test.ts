import { BUILD_MS, builtSchema } from '../../__testUtils__/builtWorker';
import { BlockSchema } from './SchemaTypes';
import { ProviderSchema } from './ProviderSchema';

describe('ProviderSchema', () => {
  let schema: ProviderSchema;

  beforeAll(async () => {
    schema = await builtSchema();
  }, BUILD_MS);

  function resource(name: string): BlockSchema {
    const found = schema.find('resource', name);
    if (!found) throw new Error(`There is no ${name}`);
    return found;
  }

  it('should know the whole provider', () => {
    expect(schema.provider).toBe('aws');
    expect(schema.names('resource').length).toBeGreaterThan(1_500);
    expect(schema.names('data').length).toBeGreaterThan(600);
    expect(schema.names('provider')).toEqual(['aws']);
    expect(schema.find('resource', 'aws_nothing')).toBe(undefined);
    expect(schema.find('data', 'aws_vpc')).not.toBe(resource('aws_vpc'));
  });

  it('should read every type', () => {
    for (const kind of ['resource', 'data', 'provider'] as const) {
      for (const name of schema.names(kind)) {
        const found = schema.find(kind, name);
        const { attributes = {}, blocks = {} } = found ?? {};
        expect(
          Object.keys(attributes).length + Object.keys(blocks).length,
        ).toBeGreaterThan(0);
      }
    }
  });

  it('should tell what must be given, may be given and can only be read', () => {
    const { attributes, blocks } = resource('aws_eks_cluster');
    expect(attributes).toMatchObject({
      name: { type: { kind: 'string' }, use: 'required' },
      version: { use: 'optional' },
      arn: { use: 'computed' },
      enabled_cluster_log_types: {
        type: { kind: 'set', element: { kind: 'string' } },
      },
      certificate_authority: {
        type: { kind: 'list', element: { kind: 'object' } },
        use: 'computed',
      },
      // Stands right behind the one before it in the binding.
      identity: {
        type: { kind: 'list', element: { kind: 'object' } },
        use: 'computed',
      },
    });
    expect(blocks).toMatchObject({
      vpc_config: {
        nesting: 'list',
        min: 1,
        max: 1,
        block: { attributes: { vpc_id: { use: 'computed' } } },
      },
      timeouts: { nesting: 'single', min: 0 },
    });
    expect(resource('aws_wafv2_web_acl').blocks.rule.max).toBe(Infinity);
  });

  it('should know the statements of a web ACL, also in each other', () => {
    for (const type of ['aws_wafv2_web_acl', 'aws_wafv2_rule_group']) {
      const { statement } = resource(type).blocks.rule.block.blocks;
      expect(statement).toMatchObject({ min: 1, max: 1 });
      const { not_statement: not } = statement.block.blocks;
      expect(
        not.block.blocks.statement.block.blocks.geo_match_statement.block
          .attributes.country_codes.use,
      ).toBe('required');
    }
  });
});
