import { Attributes } from '../document/TerraformDocument';

/** That an argument takes a value from another resource: `${aws_vpc.network_vpc.id}`. */
export interface Reference {
  readonly argument: string;
  readonly address: string;
  readonly attribute: string;
}

const REFERENCES =
  /\$\{(?!data\.|var\.)([a-z][a-z0-9_]*\.[A-Za-z_][\w-]*)\.([a-z_]+)/g;

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(stringsOf)
    : [];
}

/** The references of a resource's arguments; what only orders the work is left out. */
export function referencesOf(attributes: Attributes): Reference[] {
  return Object.entries(attributes)
    .filter(([argument]) => argument !== '//' && argument !== 'depends_on')
    .flatMap(([argument, value]) =>
      stringsOf(value).flatMap(text =>
        [...text.matchAll(REFERENCES)].map(([, address, attribute]) => ({
          argument,
          address,
          attribute,
        })),
      ),
    );
}
