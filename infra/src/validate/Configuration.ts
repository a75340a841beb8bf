import { Attributes, TerraformDocument } from '../document/TerraformDocument';
import { isRecord } from '../document/attributes';
import { ProviderSchema, SchemaKind } from './schema/ProviderSchema';
import { BlockSchema } from './schema/SchemaTypes';

/** A resource or data source of a document, with what the provider tells of its type. */
export interface ConfiguredBlock {
  readonly kind: Extract<SchemaKind, 'resource' | 'data'>;
  readonly type: string;
  /** `aws_vpc.main`, `data.aws_region.here`. */
  readonly address: string;
  readonly attributes: Attributes;
  /** Undefined where the provider has no such type. */
  readonly schema: BlockSchema | undefined;
}

/** The named things of a document that expressions can speak of. */
export class Configuration {
  readonly document: TerraformDocument;
  readonly schema: ProviderSchema;
  readonly #blocks: ReadonlyMap<string, ConfiguredBlock>;

  static of(document: TerraformDocument, schema: ProviderSchema) {
    return new Configuration(document, schema);
  }

  private constructor(document: TerraformDocument, schema: ProviderSchema) {
    this.document = document;
    this.schema = schema;
    this.#blocks = new Map(
      [
        ...this.#listed('resource', document.resource, ''),
        ...this.#listed('data', document.data ?? {}, 'data.'),
      ].map(block => [block.address, block]),
    );
  }

  /** The resources and data sources. */
  blocks(): ConfiguredBlock[] {
    return [...this.#blocks.values()];
  }

  /** The resource or data source of an address. */
  block(address: string): ConfiguredBlock | undefined {
    return this.#blocks.get(address);
  }

  /** The addresses of all resources and data sources. */
  addresses(): string[] {
    return [...this.#blocks.keys()];
  }

  /** The names in a section such as `variable`, `locals`, `module` or `output`. */
  section(name: string): Attributes {
    const value = this.document[name];
    // `locals` and others may be written as a list of blocks.
    const parts = Array.isArray(value) ? value : [value];
    return Object.assign({}, ...parts.filter(isRecord));
  }

  /** The configurations of the provider. */
  providers(): Attributes[] {
    const value = this.document.provider?.[this.schema.provider];
    return (Array.isArray(value) ? value : [value]).filter(isRecord);
  }

  /** Whether a type belongs to the provider whose schema is known. */
  isJudged(type: string): boolean {
    const [prefix] = type.split('_', 1);
    if (prefix === this.schema.provider) return true;
    if (type === 'terraform_data' || type === 'terraform_remote_state') {
      return false;
    }
    // A type of another provider that the document names cannot be judged.
    const named = this.document.terraform?.required_providers;
    return !(isRecord(named) && prefix in named);
  }

  *#listed(
    kind: ConfiguredBlock['kind'],
    types: NonNullable<TerraformDocument['data']>,
    prefix: string,
  ): Generator<ConfiguredBlock> {
    for (const [type, byName] of Object.entries(types)) {
      for (const [name, attributes] of Object.entries(byName)) {
        yield {
          kind,
          type,
          address: `${prefix}${type}.${name}`,
          attributes,
          schema: this.schema.find(kind, type),
        };
      }
    }
  }
}
