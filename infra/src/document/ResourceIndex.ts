import {
  Attributes,
  TerraformDocument,
  TerraformResource,
  listResources,
} from './TerraformDocument';
import { reference } from './attributes';

/** The resources of a document by address and by type. */
export class ResourceIndex {
  readonly #byAddress: ReadonlyMap<string, TerraformResource>;
  readonly #byType: ReadonlyMap<string, TerraformResource[]>;

  static of(document: TerraformDocument): ResourceIndex {
    return new ResourceIndex(
      new Map(
        listResources(document).map(resource => [resource.address, resource]),
      ),
    );
  }

  private constructor(byAddress: ReadonlyMap<string, TerraformResource>) {
    this.#byAddress = byAddress;
    const byType = new Map<string, TerraformResource[]>();
    for (const resource of byAddress.values()) {
      const known = byType.get(resource.type);
      if (known) known.push(resource);
      else byType.set(resource.type, [resource]);
    }
    this.#byType = byType;
  }

  /** All resources, by address. */
  all(): TerraformResource[] {
    return [...this.#byAddress.values()];
  }

  /** The resources of a type, by address. */
  ofType(type: string): TerraformResource[] {
    return [...(this.#byType.get(type) ?? [])];
  }

  /** The resource of an address. */
  get(address: string): TerraformResource | undefined {
    return this.#byAddress.get(address);
  }

  /** The resource that an attribute refers to, where the document holds it. */
  referenced(
    attributes: Attributes,
    name: string,
  ): TerraformResource | undefined {
    const address = reference(attributes, name);
    return address === undefined ? undefined : this.get(address);
  }
}
