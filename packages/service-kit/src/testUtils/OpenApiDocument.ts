import { readFileSync } from 'node:fs';
import Ajv2020, { type ErrorObject } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

const METHODS = ['get', 'put', 'post', 'patch', 'delete'];
const ID = 'openapi.yaml';
// What OpenAPI adds to JSON Schema and no validator needs to know.
const NOTES = ['example', 'discriminator', 'xml', 'externalDocs'];

type Json = Readonly<Record<string, unknown>>;

/** A place in a document: what is there, and where it is. */
export interface Place {
  value: Json;
  pointer: readonly string[];
}

/** One operation of a document. */
export interface Operation extends Place {
  /** Like `GET /v1/products/:id`. */
  name: string;
  method: string;
  path: string;
}

/** An OpenAPI 3.1 document whose local references are followed and whose schemas can be asked. */
export class OpenApiDocument {
  readonly operations: readonly Operation[];
  readonly #document: Json;
  readonly #ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
  });

  private constructor(document: Json) {
    this.#document = document;
    // The document itself is given as a schema, so that its references lead somewhere.
    this.#ajv.addVocabulary([...new Set([...NOTES, ...Object.keys(document)])]);
    addFormats(this.#ajv);
    this.#ajv.addSchema(document, ID);
    this.operations = this.#listOperations();
  }

  static read(file: string): OpenApiDocument {
    const document: unknown = parse(readFileSync(file, 'utf8'));
    if (!isJson(document) || !String(document.openapi).startsWith('3.1.')) {
      throw new Error(`${file} is not an OpenAPI 3.1 document`);
    }
    return new OpenApiDocument(document);
  }

  /** Finds the operation that answers a path; a literal part wins over a parameter. */
  find(method: string, path: string): Operation | undefined {
    const parts = path.split('/');
    return this.operations
      .filter(
        operation =>
          operation.method === method && matches(operation.path, parts),
      )
      .sort((a, b) => parameters(a.path) - parameters(b.path))[0];
  }

  /** Goes from a place to one below it, through references. */
  at(from: Place, ...keys: readonly string[]): Place | undefined {
    let place: Place | undefined = from;
    for (const key of keys) {
      const value: unknown = place?.value[key];
      if (!place || !isJson(value)) return undefined;
      place = this.#follow({ value, pointer: [...place.pointer, key] });
    }
    return place;
  }

  /** The things in a list below a place. */
  list(from: Place, key: string): Json[] {
    const list = from.value[key];
    if (!Array.isArray(list)) return [];
    const pointer = [...from.pointer, key];
    return list.map(
      (value, index) =>
        this.#follow({ value, pointer: [...pointer, String(index)] }).value,
    );
  }

  /** The place that holds the operation, which may declare parameters for all of its methods. */
  pathOf({ path }: Operation): Place {
    const found = this.at(this.#root, 'paths', path);
    if (!found) throw new Error(`There is no path ${path}`);
    return found;
  }

  /** Whether an operation asks for no token. */
  isPublic({ value }: Operation): boolean {
    const asked = value.security ?? this.#document.security;
    return !Array.isArray(asked) || asked.length === 0;
  }

  /** What is wrong with a value after the schema at a place; empty where nothing is. */
  faults(schema: Place, value: unknown): string[] {
    const fragment = schema.pointer.map(escape).join('/');
    const validate = this.#ajv.getSchema(`${ID}#/${fragment}`);
    if (!validate) throw new Error(`There is no schema at #/${fragment}`);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(tell);
  }

  get #root(): Place {
    return { value: this.#document, pointer: [] };
  }

  #follow(place: Place): Place {
    const reference = place.value.$ref;
    if (typeof reference !== 'string') return place;
    if (!reference.startsWith('#/')) {
      throw new Error(`Only local references are followed, not ${reference}`);
    }
    const keys = reference.slice(2).split('/').map(unescape);
    const found = this.at(this.#root, ...keys);
    if (!found) throw new Error(`${reference} leads nowhere`);
    return found;
  }

  #listOperations(): Operation[] {
    const paths = this.at(this.#root, 'paths');
    return Object.keys(paths?.value ?? {}).flatMap(path =>
      METHODS.flatMap(method => {
        const place = this.at(this.#root, 'paths', path, method);
        if (!place) return [];
        const template = path.replaceAll(/\{(\w+)\}/g, ':$1');
        const name = `${method.toUpperCase()} ${template}`;
        return [{ ...place, name, method, path }];
      }),
    );
  }
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

function matches(template: string, parts: readonly string[]): boolean {
  const wanted = template.split('/');
  return (
    wanted.length === parts.length &&
    wanted.every((part, i) =>
      part.startsWith('{') ? parts[i] !== '' : part === parts[i],
    )
  );
}

function parameters(template: string): number {
  return template.split('{').length;
}

function escape(key: string): string {
  return encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));
}

function unescape(key: string): string {
  return decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~');
}

function tell({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath || '/'} ${message} ${JSON.stringify(params)}`;
}
