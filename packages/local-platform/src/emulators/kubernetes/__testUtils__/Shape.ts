/**
 * The structure of JSON values that were seen: of every place its types, and
 * the fields that were never missing. Maps of free names count as one field.
 */
export class Shape {
  readonly #types = new Set<string>();
  readonly #fields = new Map<string, { shape: Shape; seen: number }>();
  #elements: Shape | undefined;
  #objects = 0;

  constructor(readonly freeNames: readonly string[]) {}

  /** Takes one more example. */
  learn(value: unknown): this {
    this.#types.add(typeOf(value));
    if (Array.isArray(value)) {
      this.#elements ??= new Shape(this.freeNames);
      value.forEach(element => this.#elements?.learn(element));
    } else if (isRecord(value)) {
      this.#objects += 1;
      for (const [name, inner] of Object.entries(value)) {
        const field = this.#fields.get(name) ?? {
          shape: new Shape(this.freeNames),
          seen: 0,
        };
        field.seen += 1;
        this.#fields.set(name, field);
        if (!this.freeNames.includes(name)) {
          field.shape.learn(inner);
        } else {
          field.shape.#types.add(typeOf(inner));
        }
      }
    }
    return this;
  }

  /** Where a value differs from everything that was learnt. */
  differences(value: unknown, path = ''): string[] {
    const type = typeOf(value);
    if (!this.#types.has(type)) {
      return [`${path}: ${type} instead of ${[...this.#types].join(' or ')}`];
    }
    if (Array.isArray(value)) {
      return value.flatMap(
        element => this.#elements?.differences(element, `${path}[]`) ?? [],
      );
    }
    if (!isRecord(value)) {
      return [];
    }
    const missing = [...this.#fields]
      .filter(([name, { seen }]) => seen === this.#objects && !(name in value))
      .map(([name]) => `${path}.${name}: missing`);
    const wrong = Object.entries(value).flatMap(([name, inner]) => {
      const field = this.#fields.get(name);
      if (!field) return [`${path}.${name}: unknown`];
      return this.freeNames.includes(name)
        ? []
        : field.shape.differences(inner, `${path}.${name}`);
    });
    return [...missing, ...wrong];
  }
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeOf(value) === 'object';
}
