/** One step of a traversal: `.name`, `[0]`, `["key"]`, `[count.index]` or `[*]`. */
export type Step =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index' }
  | { readonly kind: 'splat' };

/** A path from a root name to a value: `aws_vpc.main.id`. */
export interface Traversal {
  readonly root: string;
  readonly steps: readonly Step[];
}

/** What an expression speaks of. */
export interface Expression {
  readonly traversals: readonly Traversal[];
  readonly functions: readonly string[];
  /** The whole expression, where it is one traversal and nothing else. */
  readonly only?: Traversal;
}

/** A text with `${...}` in it, taken apart. */
export interface Template {
  readonly expressions: readonly Expression[];
  /** Whether the text is one expression from its first letter to its last. */
  readonly whole: boolean;
}

/** Writes a traversal as it stands in a configuration. */
export function traversalText({ root, steps }: Traversal): string {
  return steps.reduce((text, step) => {
    if (step.kind === 'name') return `${text}.${step.name}`;
    return step.kind === 'splat' ? `${text}[*]` : `${text}[…]`;
  }, root);
}
