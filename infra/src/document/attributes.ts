import { Attributes } from './TerraformDocument';

/** Whether a value is a block or an object. */
export function isRecord(value: unknown): value is Attributes {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The blocks of a name: Terraform's JSON writes one as an object, several as a list. */
export function blocks(attributes: Attributes, name: string): Attributes[] {
  const value = attributes[name];
  return (Array.isArray(value) ? value : [value]).filter(isRecord);
}

/** The first block of a name, or an empty one. */
export function block(attributes: Attributes, name: string): Attributes {
  return blocks(attributes, name)[0] ?? {};
}

/** A text attribute. */
export function text(attributes: Attributes, name: string): string | undefined {
  const value = attributes[name];
  return typeof value === 'string' ? value : undefined;
}

/** A number attribute; a reference or a text that is no number is unknown. */
export function number(
  attributes: Attributes,
  name: string,
): number | undefined {
  const value = attributes[name];
  const parsed =
    typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof parsed === 'number' && Number.isFinite(parsed)
    ? parsed
    : undefined;
}

/** Whether an attribute is true; Terraform takes the text "true" as well. */
export function flag(attributes: Attributes, name: string): boolean {
  const value = attributes[name];
  return value === true || value === 'true';
}

/** Whether a value is only known once something is built, or said by a variable. */
export function isExpression(value: unknown): boolean {
  return typeof value === 'string' && value.includes('${');
}

/** Whether a switch is off, or left to AWS, which leaves it off; of an expression nobody knows. */
export function isOff(attributes: Attributes, name: string): boolean {
  return !flag(attributes, name) && !isExpression(attributes[name]);
}

/** The texts of a list attribute. */
export function texts(attributes: Attributes, name: string): string[] {
  const value = attributes[name];
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : [];
}

const REFERENCE = /\$\{(?:data\.)?([a-z][a-z0-9_]*\.[A-Za-z_][\w-]*)/;

/** The address that an attribute refers to: `${aws_vpc.main.id}` gives `aws_vpc.main`. */
export function reference(
  attributes: Attributes,
  name: string,
): string | undefined {
  return text(attributes, name)?.match(REFERENCE)?.[1];
}

/** The addresses that a list of references names. */
export function listReferences(values: readonly string[]): string[] {
  return values.flatMap(value => reference({ value }, 'value') ?? []);
}
