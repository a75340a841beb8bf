import { existsSync } from 'node:fs';
import { ExtData, decode, encode } from '@msgpack/msgpack';
import {
  ServiceError,
  credentials,
  makeClientConstructor,
} from '@grpc/grpc-js';
import { z } from 'zod/v4';
import { BUILD_MS, builtSchema } from '../../__testUtils__/builtWorker';
import { providerService } from './pluginProtocol';
import { SchemaProvider } from './SchemaProvider';

const Client = makeClientConstructor(providerService(), 'Provider');

const value = (of: unknown) => ({ msgpack: encode(of) });
const stateSchema = z.object({ msgpack: z.instanceof(Uint8Array) });

/** Speaks to the provider as Terraform does. */
describe('SchemaProvider', () => {
  let provider: SchemaProvider;
  let client: InstanceType<typeof Client>;

  beforeAll(async () => {
    provider = await SchemaProvider.start(await builtSchema(), {
      resource: ['aws_eip', 'aws_eks_cluster', 'aws_nothing'],
      data: ['aws_caller_identity'],
    });
    const { socket } = provider;
    client = new Client(`unix:${socket}`, credentials.createInsecure());
  }, BUILD_MS);

  afterAll(async () => {
    client.close();
    await provider.stop();
  });

  function call(method: string, request: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      client[method](request, (error: ServiceError | null, answer: unknown) =>
        error ? reject(error) : resolve(answer),
      );
    });
  }

  it('should tell the schema of the types that are used', async () => {
    const answer = z
      .object({
        resource_schemas: z.record(
          z.string(),
          z.object({
            block: z.object({
              attributes: z.array(
                z.object({
                  name: z.string(),
                  type: z.instanceof(Uint8Array),
                  required: z.boolean(),
                  computed: z.boolean(),
                }),
              ),
              block_types: z.array(
                z.looseObject({ type_name: z.string(), max_items: z.number() }),
              ),
            }),
          }),
        ),
        data_source_schemas: z.record(z.string(), z.unknown()),
      })
      .parse(await call('GetProviderSchema', {}));
    expect(Object.keys(answer.resource_schemas).sort()).toEqual([
      'aws_eip',
      'aws_eks_cluster',
    ]);
    expect(Object.keys(answer.data_source_schemas)).toEqual([
      'aws_caller_identity',
    ]);
    const { block } = answer.resource_schemas.aws_eks_cluster;
    const logs = block.attributes.find(
      ({ name }) => name === 'enabled_cluster_log_types',
    );
    expect(Buffer.from(logs?.type ?? []).toString()).toBe('["set","string"]');
    expect(
      block.attributes.filter(({ required }) => required).map(a => a.name),
    ).toEqual(['name', 'role_arn']);
    expect(
      block.block_types.find(({ type_name: name }) => name === 'vpc_config'),
    ).toMatchObject({ nesting: 2, min_items: 1, max_items: 1 });
  });

  it('should refuse what can only be read, also inside a block', async () => {
    const config = value({
      arn: 'arn:x',
      vpc_config: [{ vpc_id: 'vpc-1', subnet_ids: [] }],
    });
    await expect(
      call('ValidateResourceConfig', { type_name: 'aws_eks_cluster', config }),
    ).resolves.toMatchObject({
      diagnostics: [
        {
          severity: 1,
          detail: '"arn" can only be read: AWS sets it.',
          attribute: { steps: [{ attribute_name: 'arn' }] },
        },
        { detail: '"vpc_config.vpc_id" can only be read: AWS sets it.' },
      ],
    });
    await expect(
      call('ValidateResourceConfig', {
        type_name: 'aws_eip',
        config: value({ domain: 'vpc', allocation_id: null }),
      }),
    ).resolves.toEqual({ diagnostics: [] });
  });

  it('should plan what AWS sets as known after the apply', async () => {
    const answer = z
      .object({ planned_state: stateSchema, legacy_type_system: z.boolean() })
      .parse(
        await call('PlanResourceChange', {
          type_name: 'aws_eip',
          proposed_new_state: value({ domain: 'vpc', public_ip: null }),
        }),
      );
    const planned = z
      .record(z.string(), z.unknown())
      .parse(decode(answer.planned_state.msgpack));
    expect(planned.domain).toBe('vpc');
    expect(planned.public_ip).toBeInstanceOf(ExtData);
    expect(answer.legacy_type_system).toBe(true);
  });

  it('should leave nothing where something is destroyed', async () => {
    const answer = z.object({ planned_state: stateSchema }).parse(
      await call('PlanResourceChange', {
        type_name: 'aws_eip',
        proposed_new_state: value(null),
      }),
    );
    expect(decode(answer.planned_state.msgpack)).toBe(null);
  });

  it('should answer for a data source without asking anybody', async () => {
    const answer = z.object({ state: stateSchema }).parse(
      await call('ReadDataSource', {
        type_name: 'aws_caller_identity',
        config: value({ account_id: null, arn: null, user_id: null, id: null }),
      }),
    );
    expect(decode(answer.state.msgpack)).toMatchObject({
      account_id: 'not-asked',
    });
  });

  it.each([
    ['ValidateProviderConfig', {}],
    ['ConfigureProvider', { diagnostics: [] }],
    ['ValidateDataResourceConfig', { diagnostics: [] }],
    ['StopProvider', {}],
  ])('should have nothing to say to %s', async (method, answer) => {
    await expect(call(method, {})).resolves.toEqual(answer);
  });

  it('should tell Terraform where it is, and leave nothing behind', async () => {
    const schema = await builtSchema();
    const other = await SchemaProvider.start(schema, {
      resource: [],
      data: [],
    });
    expect(JSON.parse(other.reattach)).toEqual({
      'registry.terraform.io/hashicorp/aws': {
        Protocol: 'grpc',
        ProtocolVersion: 6,
        Pid: process.pid,
        Test: true,
        Addr: { Network: 'unix', String: other.socket },
      },
    });
    expect(existsSync(other.socket)).toBe(true);
    await other.stop();
    expect(existsSync(other.socket)).toBe(false);
  });
});
