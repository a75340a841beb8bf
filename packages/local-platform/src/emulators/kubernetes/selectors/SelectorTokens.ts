/** Longer ones before those that they begin with. */
const TOKENS = ['==', '!=', '=', '!', '(', ')', ',', '<', '>'];

/** Words and signs of a selector; the end is the empty one. */
export class SelectorTokens {
  readonly #text: string;
  #at = 0;
  #next: string | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  get peek(): string {
    this.#next ??= this.#scan();
    return this.#next;
  }

  get atEnd(): boolean {
    return this.peek === '';
  }

  take(): string {
    const token = this.peek;
    this.#next = undefined;
    return token;
  }

  #scan(): string {
    const rest = this.#text.slice(this.#at);
    const blanks = /^\s*/.exec(rest)?.[0].length ?? 0;
    const trimmed = rest.slice(blanks);
    const sign = TOKENS.find(token => trimmed.startsWith(token));
    const token = sign ?? /^[^\s(),!=<>]*/.exec(trimmed)?.[0] ?? '';
    this.#at += blanks + token.length;
    return token;
  }
}
