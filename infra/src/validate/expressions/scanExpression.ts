import { parseTemplate } from './parseTemplate';
import { Expression, Step, Traversal } from './Traversal';

const TOKEN =
  /\s+|"(?:\\.|\$\{(?:[^{}"]|"(?:\\.|[^"\\])*")*\}|[^"\\])*"|[A-Za-z_][\w-]*(?:::[\w-]+)*|\d+(?:\.\d+)?|==|!=|=>|<=|>=|&&|\|\||\.\.\.|./gsy;

const NAME = /^[A-Za-z_]/;
const WORDS: ReadonlySet<string> = new Set([
  'true',
  'false',
  'null',
  'for',
  'in',
  'if',
  'else',
  'endif',
  'endfor',
]);

function tokensOf(text: string): string[] {
  return [...text.matchAll(TOKEN)]
    .map(([token]) => token)
    .filter(token => token.trim() !== '');
}

/** Reads an expression well enough to know what it speaks of; it is not evaluated. */
class ExpressionScanner {
  readonly #tokens: readonly string[];
  readonly #traversals: Traversal[] = [];
  readonly #functions: string[] = [];
  /** Names that a `for` brings. */
  readonly #local = new Set<string>();
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  scan(): Expression {
    let first: { traversal: Traversal; end: number } | undefined;
    while (this.#at < this.#tokens.length) {
      const start = this.#at;
      const traversal = this.#next();
      if (start === 0 && traversal) first = { traversal, end: this.#at };
    }
    return {
      traversals: this.#traversals.filter(({ root }) => !this.#local.has(root)),
      functions: this.#functions,
      ...(first?.end === this.#tokens.length && { only: first.traversal }),
    };
  }

  #peek(ahead = 0): string {
    return this.#tokens[this.#at + ahead] ?? '';
  }

  #next(): Traversal | undefined {
    const token = this.#peek();
    this.#at += 1;
    if (token.startsWith('"')) {
      for (const inner of parseTemplate(token.slice(1, -1)).expressions) {
        this.#traversals.push(...inner.traversals);
        this.#functions.push(...inner.functions);
      }
      return undefined;
    }
    // What follows a call, a list or an object belongs to its value.
    if (token === ')' || token === ']' || token === '}') this.#steps();
    if (!NAME.test(token)) return undefined;
    if (token === 'for') this.#readLocals();
    if (WORDS.has(token)) return undefined;
    if (this.#peek() === '(') {
      this.#functions.push(token);
      return undefined;
    }
    // The key of an object.
    if (this.#peek() === '=' || this.#peek() === '=>') return undefined;
    const traversal = { root: token, steps: this.#steps() };
    this.#traversals.push(traversal);
    return traversal;
  }

  #readLocals(): void {
    for (
      let ahead = 0;
      this.#peek(ahead) !== 'in' && this.#peek(ahead) !== '';
      ahead += 1
    ) {
      if (NAME.test(this.#peek(ahead))) this.#local.add(this.#peek(ahead));
    }
  }

  #steps(): Step[] {
    const steps: Step[] = [];
    for (;;) {
      if (this.#peek() === '.') {
        steps.push(...this.#dotted(this.#peek(1)));
        this.#at += 2;
      } else if (this.#peek() === '[') {
        steps.push(this.#bracketed());
      } else {
        return steps;
      }
    }
  }

  #dotted(token: string): Step[] {
    if (token === '*') return [{ kind: 'splat' }];
    if (/^\d/.test(token)) {
      // `.0.1` is read as one number.
      return token.split('.').map(() => ({ kind: 'index' }));
    }
    return [{ kind: 'name', name: token }];
  }

  #bracketed(): Step {
    this.#at += 1;
    if (this.#peek() === '*' && this.#peek(1) === ']') {
      this.#at += 2;
      return { kind: 'splat' };
    }
    while (this.#peek() !== ']' && this.#peek() !== '') this.#next();
    this.#at += 1;
    return { kind: 'index' };
  }
}

/** What an expression speaks of: traversals and functions. */
export function scanExpression(text: string): Expression {
  return new ExpressionScanner(tokensOf(text)).scan();
}
