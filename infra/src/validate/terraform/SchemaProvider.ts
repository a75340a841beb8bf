import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Server,
  ServerCredentials,
  UntypedServiceImplementation,
  handleUnaryCall,
} from '@grpc/grpc-js';
import { z } from 'zod/v4';
import { ProviderSchema, SchemaKind } from '../schema/ProviderSchema';
import { BlockSchema } from '../schema/SchemaTypes';
import { PluginMethod, providerService } from './pluginProtocol';
import { toProtocolSchema } from './protocolSchema';
import {
  answered,
  planned,
  readOnlyPaths,
  readValue,
  writeValue,
} from './values';

const bytesSchema = z
  .object({ msgpack: z.instanceof(Uint8Array) })
  .nullish()
  .transform(value => readValue(value?.msgpack));

const requestSchema = z.object({
  type_name: z.string().default(''),
  config: bytesSchema,
  proposed_new_state: bytesSchema,
});

type Request = z.output<typeof requestSchema>;

/** The types that a document uses; the others need not be told. */
export interface UsedTypes {
  readonly resource: readonly string[];
  readonly data: readonly string[];
}

const ERROR = 1;
const SOURCE = 'registry.terraform.io/hashicorp/aws';

/**
 * A provider for Terraform's core that knows the names and types of the
 * published binding and nothing else: it plans, and it never asks AWS. It
 * cannot apply.
 */
export class SchemaProvider {
  readonly #schema: ProviderSchema;
  readonly #types: UsedTypes;
  readonly #server = new Server();
  readonly #folder = mkdtempSync(join(tmpdir(), 'portico-provider-'));

  /** Starts the provider on a socket of its own. */
  static async start(
    schema: ProviderSchema,
    types: UsedTypes,
  ): Promise<SchemaProvider> {
    const provider = new SchemaProvider(schema, types);
    await provider.#listen();
    return provider;
  }

  private constructor(schema: ProviderSchema, types: UsedTypes) {
    this.#schema = schema;
    this.#types = types;
  }

  /** Where it listens. */
  get socket(): string {
    return join(this.#folder, 'socket');
  }

  /** The value of TF_REATTACH_PROVIDERS by which Terraform finds it. */
  get reattach(): string {
    return JSON.stringify({
      [SOURCE]: {
        Protocol: 'grpc',
        ProtocolVersion: 6,
        Pid: process.pid,
        Test: true,
        Addr: { Network: 'unix', String: this.socket },
      },
    });
  }

  /** Ends it, whatever is being asked. */
  async stop(): Promise<void> {
    this.#server.forceShutdown();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #listen(): Promise<void> {
    this.#server.addService(providerService(), this.#calls());
    await new Promise<void>((resolve, reject) => {
      this.#server.bindAsync(
        `unix:${this.socket}`,
        ServerCredentials.createInsecure(),
        error => (error ? reject(error) : resolve()),
      );
    });
  }

  #calls(): UntypedServiceImplementation {
    const answers: Record<PluginMethod, (request: Request) => object> = {
      GetProviderSchema: () => this.#schemas(),
      ValidateProviderConfig: () => ({}),
      ConfigureProvider: () => ({}),
      StopProvider: () => ({}),
      ValidateResourceConfig: request => this.#validate('resource', request),
      ValidateDataResourceConfig: request => this.#validate('data', request),
      PlanResourceChange: request => ({
        planned_state: writeValue(
          planned(
            request.proposed_new_state,
            this.#find('resource', request.type_name),
          ),
        ),
        // Terraform is not to insist that AWS changes nothing by itself.
        legacy_type_system: true,
      }),
      ReadDataSource: request => ({
        state: writeValue(
          answered(request.config, this.#find('data', request.type_name)),
        ),
      }),
    };
    return Object.fromEntries(
      Object.entries(answers).map(([name, answer]) => {
        const handler: handleUnaryCall<unknown, object> = (call, callback) =>
          callback(null, answer(requestSchema.parse(call.request)));
        return [name, handler];
      }),
    );
  }

  #find(kind: SchemaKind, type: string): BlockSchema {
    return this.#schema.find(kind, type) ?? { attributes: {}, blocks: {} };
  }

  #schemas(): object {
    const listed = (kind: 'resource' | 'data') =>
      Object.fromEntries(
        this.#types[kind].flatMap(type => {
          const found = this.#schema.find(kind, type);
          return found ? [[type, toProtocolSchema(found)]] : [];
        }),
      );
    return {
      provider: toProtocolSchema(this.#find('provider', this.#schema.provider)),
      resource_schemas: listed('resource'),
      data_source_schemas: listed('data'),
    };
  }

  #validate(kind: 'resource' | 'data', { type_name, config }: Request): object {
    const paths = readOnlyPaths(config, this.#find(kind, type_name));
    return {
      diagnostics: paths.map(path => ({
        severity: ERROR,
        summary: 'Value for a read-only attribute',
        detail: `"${path.join('.')}" can only be read: AWS sets it.`,
        attribute: {
          steps: path.slice(0, 1).map(name => ({ attribute_name: name })),
        },
      })),
    };
  }
}
