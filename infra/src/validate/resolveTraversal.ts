import { Configuration, ConfiguredBlock } from './Configuration';
import { LocalProblem } from './ConfigurationProblem';
import { Step, Traversal, traversalText } from './expressions/Traversal';
import { nearestName } from './nearestName';
import {
  BlockSchema,
  NestedBlockSchema,
  ValueType,
} from './schema/SchemaTypes';

/** Where a traversal leads. */
export interface Resolution {
  /** The resource or data source that it speaks of. */
  readonly target?: ConfiguredBlock;
  /** The type of its value, where that can be told. */
  readonly type?: ValueType;
  readonly problem?: Omit<LocalProblem, 'path'>;
}

/** Names that are no blocks of the document. */
const SPECIAL: ReadonlySet<string> = new Set([
  'count',
  'each',
  'path',
  'self',
  'terraform',
]);

const SECTIONS: Readonly<Record<string, string>> = {
  var: 'variable',
  local: 'locals',
  module: 'module',
};

function nameOf(step: Step | undefined): string | undefined {
  return step?.kind === 'name' ? step.name : undefined;
}

function missing(what: string, known: readonly string[]): Resolution {
  return {
    problem: {
      kind: 'unknown-reference',
      message: `${what} is not in this configuration`,
      suggestion: nearestName(what, known),
    },
  };
}

function inSection(
  traversal: Traversal,
  configuration: Configuration,
): Resolution {
  const name = nameOf(traversal.steps[0]);
  const section = configuration.section(SECTIONS[traversal.root]);
  if (name === undefined || name in section) return {};
  return missing(
    `${traversal.root}.${name}`,
    Object.keys(section).map(known => `${traversal.root}.${known}`),
  );
}

const OBJECT: ValueType = { kind: 'object', attributes: {}, optional: [] };

/** A place inside a resource: the block itself, or a value in it. */
type Place =
  | { readonly at: 'block'; readonly block: BlockSchema }
  | { readonly at: 'value'; readonly type: ValueType };

/** The type of a block that is read as a value. */
function asType({ attributes, blocks }: BlockSchema): ValueType {
  const types: Record<string, ValueType> = {};
  for (const [name, { type }] of Object.entries(attributes)) types[name] = type;
  for (const [name, nested] of Object.entries(blocks)) {
    types[name] = nestedType(nested);
  }
  return { kind: 'object', attributes: types, optional: [] };
}

function nestedType({ nesting, block }: NestedBlockSchema): ValueType {
  const element = asType(block);
  return nesting === 'single' ? element : { kind: nesting, element };
}

function namesIn(place: Place): string[] {
  if (place.at === 'block') {
    const { attributes, blocks } = place.block;
    return [...Object.keys(attributes), ...Object.keys(blocks)];
  }
  return place.type.kind === 'object' ? Object.keys(place.type.attributes) : [];
}

function typeOf(place: Place, name: string): ValueType | undefined {
  if (place.at === 'block') {
    const { attributes, blocks } = place.block;
    const nested = blocks[name];
    return attributes[name]?.type ?? (nested && nestedType(nested));
  }
  const { type } = place;
  if (type.kind === 'map') return type.element;
  return type.kind === 'object' ? type.attributes[name] : undefined;
}

/** One step; a text says why it cannot be made. */
function take(place: Place, step: Step): ValueType | string {
  const type: ValueType = place.at === 'value' ? place.type : OBJECT;
  if (step.kind === 'index') {
    return type.kind === 'list' || type.kind === 'map'
      ? type.element
      : 'is not a list: it cannot be indexed';
  }
  if (step.kind === 'splat') return { kind: 'dynamic' };
  const next = typeOf(place, step.name);
  if (next) return next;
  return type.kind === 'list' || type.kind === 'set'
    ? `takes an index before .${step.name}`
    : `has no attribute "${step.name}"`;
}

/** Walks the steps of a traversal through the schema of its target. */
function walk(
  block: BlockSchema,
  steps: readonly Step[],
  traversal: Traversal,
): Resolution {
  let place: Place = { at: 'block', block };
  for (const step of steps) {
    if (place.at === 'value' && place.type.kind === 'dynamic') return {};
    const type = take(place, step);
    if (typeof type === 'string') {
      const name = nameOf(step);
      return {
        problem: {
          kind: 'unknown-attribute',
          message: `${traversalText(traversal)}: ${type}`,
          suggestion: name && nearestName(name, namesIn(place)),
        },
      };
    }
    place = { at: 'value', type };
  }
  return { type: place.at === 'value' ? place.type : OBJECT };
}

/** Finds what a traversal speaks of, and whether that has what is asked of it. */
export function resolveTraversal(
  traversal: Traversal,
  configuration: Configuration,
): Resolution {
  const { root, steps } = traversal;
  // A single name is the variable of some expression around it.
  if (SPECIAL.has(root) || steps.length === 0) return {};
  if (root in SECTIONS) return inSection(traversal, configuration);
  const parts = root === 'data' ? steps.slice(0, 2) : steps.slice(0, 1);
  const address = [root, ...parts.map(nameOf)].join('.');
  const target = configuration.block(address);
  if (!target) return missing(address, configuration.addresses());
  if (!target.schema) return { target };
  let rest = steps.slice(parts.length);
  const { count, for_each: forEach } = target.attributes;
  if (count !== undefined || forEach !== undefined) {
    // The first step chooses one of several.
    if (rest[0]?.kind !== 'index') return { target };
    rest = rest.slice(1);
  }
  return { target, ...walk(target.schema, rest, traversal) };
}
