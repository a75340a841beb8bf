/** The outputs of an environment's stack, as `terraform output -json` prints them. */
export type StackOutputs = Readonly<
  Record<string, { readonly value: unknown }>
>;

/** What a manifest says where an output belongs: `<<name>>`, or `<<name.key>>` of a map. */
const PLACEHOLDER = /<<([a-z_]+)(?:\.([\w/-]+))?>>/g;

/** What an ARN, an address or a name is made of; nothing that YAML reads in another way. */
const PLAIN = /^[\w/][\w./:@-]{0,2047}$/;

/** Something that was meant to be one; YAML's own `<<: *anchor`, templates (`<<.Series>>`) and `<<...>>` in a comment are none. */
const LEFT = /<<(?![:.])[^>\n]*>*/;

/**
 * Puts the outputs of a stack into the text of a manifest. Throws where an output is not
 * there or is nothing that may stand in a manifest, and where a placeholder is left.
 */
export function fillOutputs(text: string, outputs: StackOutputs): string {
  const filled = text.replace(PLACEHOLDER, (placeholder, name, key) => {
    const value = valueOf(outputs, name, key);
    if (typeof value === 'string' && PLAIN.test(value)) return value;
    throw new Error(
      `${placeholder}: the stack has no such output, or it is no plain text. Apply the stack first.`,
    );
  });
  const [left] = LEFT.exec(filled) ?? [];
  if (left) throw new Error(`${left} is no placeholder that can be filled.`);
  return filled;
}

function valueOf(
  outputs: StackOutputs,
  name: string,
  key: string | undefined,
): unknown {
  if (!Object.hasOwn(outputs, name)) return undefined;
  const { value } = outputs[name];
  if (key === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
