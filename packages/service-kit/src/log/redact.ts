import { replaceCardNumbers } from './cardNumber';

/** What stands in a log where a secret was. */
export const REDACTED = '[redacted]';

const SECRET_KEY =
  /auth(?:orization|entication)|cookie|passw|passphrase|pwd|secret|token|api[-_]?key|private[-_]?key|credential|cvv|cvc|card[-_]?number|^(?:card[-_]?)?pan$|^jwt$/i;

const NAME = String.raw`(?:passw(?:or)?d|passphrase|pwd|secret|token|api[-_]?key|cvv2?|cvc2?)`;
const IS = String.raw`\\?["']?\s?[=:]\s?`;
// A quote that ends a text in a line of JSON opens no value: redacting there would break the line.
const NEXT = String.raw`,(?:["{[\d-]|true|false|null)`;
const OPENING = String.raw`"(?!:"\[redacted|[}\]]*${NEXT}|[}\]]+\s*$)`;
const NOT_YET = String.raw`(?!\[redacted)`;

/** A secret by its name: group 1 is kept, what follows it is taken out. */
function named(before: string, value: string): [RegExp, string] {
  return [new RegExp(`(${before})${NOT_YET}${value}`, 'gi'), `$1${REDACTED}`];
}

const SECRET_TEXTS: ReadonlyArray<
  [RegExp, string | ((found: string) => string)]
> = [
  // All pairs of a cookie, to the end of the line or of the JSON text that holds it.
  named(
    String.raw`cookie${IS}(?:\[?\s?(?:\\"|${OPENING}|'))?`,
    String.raw`(?:=\\"[^"\\\r\n]*\\"|="[^",;\s\\]*"|[^"\\\r\n])+`,
  ),
  // Schemes of the Authorization header.
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{4,}/gi, `$1 ${REDACTED}`],
  // JSON Web Tokens begin with the base64 of `{"`. What has no dot is matched too,
  // and kept: to look for one from each `eyJ` of a long text takes seconds.
  [
    /\beyJ[\w-]{5,}(?:\.[\w-]*){0,2}/g,
    found => (found.includes('.') ? REDACTED : found),
  ],
  // The password in a connection string; what was looked at for it is not looked at again.
  [
    /(\b[a-z][a-z\d+.-]{1,20}:\/\/[^\s:/@"]{0,100}:)(?=([^\s@"]{1,200}))\2@/gi,
    `$1${REDACTED}@`,
  ],
  // Quotes inside JSON inside JSON, then plain JSON, then single quotes: to the closing one.
  named(
    String.raw`${NAME}${IS}\\"`,
    String.raw`(?:[^"\\\r\n]|\\\\(?:\\.|[^"\\])|\\[^"\\])+`,
  ),
  named(String.raw`${NAME}${IS}${OPENING}`, String.raw`(?:[^"\\\r\n]|\\.)+`),
  named(String.raw`${NAME}${IS}'`, String.raw`(?:[^'"\\\r\n]|\\.)+`),
  named(String.raw`${NAME}${IS}`, String.raw`[^\s"'\\&,;]+`),
];
// What follows a dot is a fraction.
const CARD = /(?<![\da-zA-Z.])(?:\d[ -]?){12,18}\d(?![\da-zA-Z])/g;

/** Takes tokens, passwords and card numbers out of a text. */
export function redactText(text: string): string {
  const without = SECRET_TEXTS.reduce(
    (rest, [pattern, instead]) =>
      typeof instead === 'string'
        ? rest.replace(pattern, instead)
        : rest.replace(pattern, instead),
    text,
  );
  return replaceCardNumbers(without, REDACTED, CARD);
}

const DEEPEST = 6;
const MOST_ITEMS = 100;

/** Copies a value for the log, without secrets and no deeper than a log needs. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'number' || typeof value === 'bigint') {
    const text = String(value);
    return redactText(text) === text ? value : REDACTED;
  }
  if (value instanceof Error) return describeError(value, depth);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value;
  if (depth >= DEEPEST) return '[deeper]';
  if (ArrayBuffer.isView(value)) return '[binary]';
  if (Array.isArray(value)) {
    return value.slice(0, MOST_ITEMS).map(item => redact(item, depth + 1));
  }
  return redactFields(value, depth);
}

/** Copies an object for the log, field by field. */
export function redactFields(
  value: object,
  depth = 0,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MOST_ITEMS)
      .map(([key, item]) => [
        redactText(key),
        SECRET_KEY.test(key) ? REDACTED : redact(item, depth + 1),
      ]),
  );
}

/** Errors of libraries carry requests, headers and rows: only these fields are kept. */
function describeError(error: Error, depth: number): Record<string, unknown> {
  const { code, cause } = error as Error & { code?: unknown };
  return {
    type: error.name,
    message: redactText(error.message),
    ...(typeof code === 'string' && { code }),
    ...(error.stack && { stack: redactText(error.stack) }),
    ...(cause !== undefined &&
      depth < DEEPEST && { cause: redact(cause, depth + 1) }),
  };
}
