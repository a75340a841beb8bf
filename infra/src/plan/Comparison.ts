import { block, blocks, text } from '../document/attributes';
import { ResourceIndex } from '../document/ResourceIndex';
import {
  TerraformDocument,
  TerraformResource,
} from '../document/TerraformDocument';
import {
  AttributeDifference,
  attributeDifferences,
} from './attributeDifferences';
import { Reference, referencesOf } from './references';
import {
  placementArguments,
  replacementArguments,
  untaggedTypes,
  versionAttributes,
} from './replacementArguments';

/** What becomes of a resource that is there before and after. */
export interface Fate {
  readonly before: TerraformResource;
  readonly after: TerraformResource;
  readonly differences: AttributeDifference[];
  /** Why it is replaced; undefined where it is changed in place or not at all. */
  readonly replacedBecause: string | undefined;
}

function provider(document: TerraformDocument) {
  const aws = blocks(document.provider ?? {}, 'aws')[0] ?? {};
  return {
    region: text(aws, 'region'),
    tags: block(block(aws, 'default_tags'), 'tags'),
  };
}

/** The first name of a path: `scaling_config.min_size` gives `scaling_config`. */
function argumentOf({ path }: AttributeDifference): string {
  return path.split(/[.[]/, 1)[0];
}

function toDifference({ argument, address, attribute }: Reference) {
  const before = `${address}.${attribute}`;
  return {
    path: argument,
    before,
    after: `${before} (known after apply)`,
  };
}

/**
 * Follows a change through the resources that two documents share. A resource
 * that is replaced has a new id, so it changes those that refer to it, and
 * replaces them where the reference cannot be changed; that goes on until
 * nothing moves any more.
 */
export class Comparison {
  readonly #fates: Map<string, Fate>;
  readonly #everythingMoves: string | undefined;

  static of(before: TerraformDocument, after: TerraformDocument): Comparison {
    const [left, right] = [provider(before), provider(after)];
    const moves =
      left.region === right.region
        ? undefined
        : `the region changes from ${left.region} to ${right.region}`;
    const tagChanges = attributeDifferences(
      { tags_all: left.tags },
      { tags_all: right.tags },
    );
    const comparison = new Comparison(moves);
    const old = ResourceIndex.of(before);
    for (const resource of ResourceIndex.of(after).all()) {
      const previous = old.get(resource.address);
      if (previous) comparison.#add(previous, resource, tagChanges);
    }
    while (comparison.#spread());
    return comparison;
  }

  private constructor(everythingMoves: string | undefined) {
    this.#fates = new Map();
    this.#everythingMoves = everythingMoves;
  }

  /** What becomes of each resource that both documents hold. */
  fates(): Fate[] {
    return [...this.#fates.values()];
  }

  #add(
    before: TerraformResource,
    after: TerraformResource,
    tagChanges: AttributeDifference[],
  ): void {
    const { type, address } = after;
    const differences = [
      ...attributeDifferences(before.attributes, after.attributes),
      ...(untaggedTypes.has(type) ? [] : tagChanges),
    ];
    const forced = replacementArguments[type] ?? [];
    const cause = differences.map(argumentOf).find(a => forced.includes(a));
    // Roles belong to the account and not to a region.
    const moved = type.startsWith('aws_iam_')
      ? undefined
      : this.#everythingMoves;
    const replacedBecause =
      moved ?? (cause && `${cause} cannot be changed in place`);
    this.#fates.set(address, { before, after, differences, replacedBecause });
  }

  /** One round; true where something moved. */
  #spread(): boolean {
    let moved = false;
    for (const fate of this.#fates.values()) {
      if (fate.replacedBecause) continue;
      const next = this.#follow(fate);
      if (!next) continue;
      this.#fates.set(fate.after.address, next);
      moved = true;
    }
    return moved;
  }

  #follow(fate: Fate): Fate | undefined {
    const { type, attributes } = fate.after;
    const forced = replacementArguments[type] ?? [];
    const placed = placementArguments[type] ?? [];
    const references = referencesOf(attributes);
    const cause = references.find(
      reference =>
        (forced.includes(reference.argument) && this.#isNew(reference)) ||
        (placed.includes(reference.argument) && this.#isReplaced(reference)),
    );
    const known = new Set(fate.differences.map(({ path }) => path));
    const added = references
      .filter(reference => this.#isNew(reference))
      .map(toDifference)
      .filter(({ path }) => !known.has(path))
      .filter(({ path }, i, all) => all.findIndex(d => d.path === path) === i);
    if (!cause && added.length === 0) return undefined;
    return {
      ...fate,
      differences: [...fate.differences, ...added],
      replacedBecause:
        cause &&
        `${cause.address}, which it is tied to by ${cause.argument}, is replaced`,
    };
  }

  #isReplaced({ address }: Reference): boolean {
    return this.#fates.get(address)?.replacedBecause !== undefined;
  }

  /** Whether a reference has another value afterwards. */
  #isNew({ address, attribute }: Reference): boolean {
    const target = this.#fates.get(address);
    if (!target) return false;
    const { before, after, differences, replacedBecause } = target;
    const configured = after.attributes[attribute];
    // What the file itself sets is known beforehand; blocks also hold what AWS sets.
    if (configured !== undefined && typeof configured !== 'object') {
      return configured !== before.attributes[attribute];
    }
    const versions = versionAttributes[after.type] ?? [];
    return (
      replacedBecause !== undefined ||
      (differences.length > 0 && versions.includes(attribute))
    );
  }
}
