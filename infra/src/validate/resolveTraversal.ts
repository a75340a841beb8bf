import { Configuration, ConfiguredBlock } from './Configuration';
import { LocalProblem } from './ConfigurationProblem';
import { Step, Traversal, traversalText } from './expressions/Traversal';
import { nearestName } from './nearestName';
import { BlockSchema, ValueType } from './schema/SchemaTypes';

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

/** A place inside a resource: what is there, and the steps that lead on. */
type Place =
  | { readonly at: 'block'; readonly block: BlockSchema }
  | { readonly at: 'value'; readonly type: ValueType };

/** The type of a block that is read as a value. */
function asType({ attributes, blocks }: BlockSchema): ValueType {
  const types: Record<string, ValueType> = {};
  for (const [name, { type }] of Object.entries(attributes)) types[name] = type;
  for (const [name, { nesting, block }] of Object.entries(blocks)) {
    const inner = asType(block);
    types[name] = nesting === 'single' ? inner : [nesting, inner];
  }
  return ['object', types, []];
}

function namesIn(place: Place): string[] {
  if (place.at === 'block') {
    const { attributes, blocks } = place.block;
    return [...Object.keys(attributes), ...Object.keys(blocks)];
  }
  return place.type[0] === 'object' ? Object.keys(place.type[1]) : [];
}

function child(place: Place, name: string): Place | undefined {
  if (place.at === 'block') {
    const attribute = place.block.attributes[name];
    if (attribute) return { at: 'value', type: attribute.type };
    const nested = place.block.blocks[name];
    if (!nested) return undefined;
    if (nested.nesting === 'single') return { at: 'block', block: nested.block };
    return { at: 'value', type: [nested.nesting, asType(nested.block)] };
  }
  const { type } = place;
  if (type[0] === 'map') return { at: 'value', type: type[1] };
  const found = type[0] === 'object' ? type[1][name] : undefined;
  return found && { at: 'value', type: found };
}

/** Walks the steps of a traversal through the schema of its target. */
function walk(
  start: BlockSchema,
  steps: readonly Step[],
  traversal: Traversal,
): Resolution {
  let place: Place = { at: 'block', block: start };
  for (const step of steps) {
    const type: ValueType = place.at === 'value' ? place.type : 'dynamic';
    if (place.at === 'value' && type === 'dynamic') return {};
    if (step.kind === 'splat') return {};
    const many = type[0] === 'list' || type[0] === 'set';
    if (step.kind === 'index') {
      if (type[0] === 'set' || !(many || type[0] === 'map')) {
        return refuse(traversal, 'is not a list: it cannot be indexed');
      }
      place = { at: 'value', type: elementOf(type) };
      continue;
    }
    const next: Place | undefined = child(place, step.name);
    if (!next && many) {
      return refuse(traversal, `takes an index before .${step.name}`);
    }
    if (!next) {
      return {
        problem: {
          kind: 'unknown-attribute',
          message: `${traversalText(traversal)}: there is no attribute "${step.name}"`,
          suggestion: nearestName(step.name, namesIn(place)),
        },
      };
    }
    place = next;
  }
  return { type: place.at === 'value' ? place.type : asType(place.block) };
}

function elementOf(type: ValueType): ValueType {
  return type[0] === 'list' || type[0] === 'set' || type[0] === 'map'
    ? type[1]
    : 'dynamic';
}

function refuse(traversal: Traversal, why: string): Resolution {
  return {
    problem: {
      kind: 'unknown-attribute',
      message: `${traversalText(traversal)} ${why}`,
    },
  };
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
