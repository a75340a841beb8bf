/**
 * Reads what a generated class of the provider's binding tells of its Terraform
 * type. The generator writes every class the same way:
 *
 * - `xToHclTerraform` and `synthesizeHclAttributes` list what can be set, with
 *   Terraform's name, whether it is a block, and list, set or map;
 * - a comment `// arn - computed: true, optional: false` stands above what can
 *   only be read;
 * - the interface in index.d.ts marks with `?` what may be left out, and links
 *   each property to `#its_name` in the registry.
 */
const { parseModule, readSettable } = require('./parseModule');

const KINDS = {
  TerraformResource: 'resource',
  TerraformDataSource: 'data',
  TerraformProvider: 'provider',
};

const PRIMITIVES = {
  string: 'string',
  number: 'number',
  boolean: 'bool',
  any: 'dynamic',
  stringMap: ['map', 'string'],
  numberMap: ['map', 'number'],
  booleanMap: ['map', 'bool'],
  stringMapMap: ['map', ['map', 'string']],
  StringMap: ['map', 'string'],
  NumberMap: ['map', 'number'],
  BooleanMap: ['map', 'bool'],
  StringMapList: ['list', ['map', 'string']],
  stringListList: ['list', ['list', 'string']],
  stringMapList: ['list', ['map', 'string']],
};

function getterType(getter) {
  const set = getter.includes('Fn.tolist(');
  const many = set ? 'set' : 'list';
  if (getter.includes('getNumberListAttribute')) return [many, 'number'];
  if (getter.includes('getListAttribute')) return [many, 'string'];
  if (getter.includes('getNumberAttribute')) return 'number';
  if (getter.includes('getBooleanAttribute')) return 'bool';
  if (getter.includes('getStringAttribute')) return 'string';
  return 'dynamic';
}

function startingLow(name) {
  return name[0].toLowerCase() + name.slice(1);
}

function startingHigh(name) {
  return name[0].toUpperCase() + name.slice(1);
}

/** Turns what was read of one module into the schema of its Terraform type. */
class ModuleReader {
  constructor(parsed) {
    Object.assign(this, parsed);
    /** The structs that are being read, from the outermost on. */
    this.path = [];
  }

  computedType(entry) {
    if (entry.getter !== undefined) return getterType(entry.getter);
    if (PRIMITIVES[entry.class]) return PRIMITIVES[entry.class];
    const [, stem, suffix] = /^(\w+?)(List|Map|OutputReference)$/.exec(
      entry.class,
    ) ?? [undefined, entry.class, 'OutputReference'];
    const object = this.objectType(stem);
    if (suffix === 'OutputReference') return object;
    if (suffix === 'Map') return ['map', object];
    return [entry.set ? 'set' : 'list', object];
  }

  /** The type of an object that is no block: all that can be set or read of it. */
  objectType(stem) {
    const { attributes } = this.block(stem, { asObject: true });
    const entries = Object.entries(attributes);
    const optional = entries
      .filter(([, [, use]]) => use !== 'required')
      .map(([name]) => name);
    return [
      'object',
      Object.fromEntries(entries.map(([name, [type]]) => [name, type])),
      optional,
    ];
  }

  structType({ struct, kind, repeated }) {
    const object = this.objectType(startingHigh(struct));
    if (kind === 'map') return ['map', object];
    return repeated ? [kind === 'set' ? 'set' : 'list', object] : object;
  }

  settableType(entry) {
    if (entry.struct) return this.structType(entry);
    if (PRIMITIVES[entry.storage]) return PRIMITIVES[entry.storage];
    const element = { stringList: 'string', numberList: 'number' }[
      entry.storage
    ];
    return element
      ? [entry.kind === 'set' ? 'set' : 'list', element]
      : 'dynamic';
  }

  nestedBlock(entry, required) {
    const block = this.block(startingHigh(entry.struct));
    const nesting = { set: 'set', struct: 'single' }[entry.kind] ?? 'list';
    return [nesting, required ? 1 : 0, entry.repeated ? 0 : 1, block];
  }

  /** The schema of a struct of the binding. */
  block(stem, { asObject = false } = {}) {
    this.path.push(stem);
    const schema = this.assemble(
      this.structs.get(startingLow(stem)) ?? [],
      this.classes.get(`${stem}OutputReference`)?.computed ?? [],
      this.required.get(stem) ?? new Set(),
      asObject,
    );
    this.path.pop();
    return schema;
  }

  /** Whether a struct holds itself: there the schema ends with "anything". */
  isInItself({ struct }) {
    return struct !== undefined && this.path.includes(startingHigh(struct));
  }

  assemble(settable, computed, required, asObject = false) {
    const attributes = {};
    const blocks = {};
    for (const entry of computed) {
      attributes[entry.name] = [this.computedType(entry), 'computed'];
    }
    for (const entry of settable) {
      const must = required.has(entry.name);
      if (this.isInItself(entry)) {
        attributes[entry.name] = ['dynamic', must ? 'required' : 'optional'];
      } else if (entry.isBlock && entry.struct && !asObject) {
        blocks[entry.name] = this.nestedBlock(entry, must);
      } else {
        attributes[entry.name] = [
          this.settableType(entry),
          must ? 'required' : 'optional',
        ];
      }
    }
    return { attributes, blocks };
  }

  /** The resource, data source or provider that a class of the module stands for. */
  type(className) {
    const { kind, body, computed } = this.classes.get(className);
    const start = body.indexOf('synthesizeHclAttributes()');
    const declared = this.declarations.slice(
      this.declarations.indexOf(`export declare class ${className} `),
    );
    const config = /config\??: (\w+)/.exec(declared)?.[1];
    return {
      kind: KINDS[kind],
      schema: this.assemble(
        start < 0 ? [] : readSettable(body.slice(start)),
        computed,
        this.required.get(config) ?? new Set(),
      ),
    };
  }

  /** The name of a class's type stands in the class, or behind it in older code. */
  typeName(className, body) {
    const behind = new RegExp(
      `^${className}\\.tfResourceType = "(\\w+)";`,
      'm',
    );
    const found =
      /^\s+static tfResourceType = "(\w+)";/m.exec(body) ??
      behind.exec(this.code);
    return found?.[1];
  }

  types() {
    return [...this.classes]
      .filter(([, { kind }]) => KINDS[kind])
      .map(([className, { body }]) => ({
        name: this.typeName(className, body),
        ...this.type(className),
      }))
      .filter(({ name }) => name !== undefined);
  }
}

/** The Terraform types of one folder of the binding. */
function readBinding(folder) {
  return new ModuleReader(parseModule(folder)).types();
}

module.exports = { readBinding };
