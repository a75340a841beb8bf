/** What stands where a secret was. */
export const REDACTED = '[redacted]';

/** A word that is looked at is no longer than this, so that no text takes long. */
const NAME = String.raw`[\w.-]{0,30}(?:passw(?:or)?d|passphrase|pwd|secret|token|credential|authorization|api[-_]?key|private[-_]?key|access[-_]?key|signing[-_]?key|session[-_]?id|cvv2?|cvc2?)[\w.-]{0,30}`;
const VALUE = String.raw`\\"(?:[^"\\]|\\[^"])*|"(?:[^"\\]|\\.)*|'[^']*|[^\s,;&"'}]+`;

const SECRETS: ReadonlyArray<[RegExp, string]> = [
  // All pairs of a cookie, to the end of the line.
  [/(cookie\\?["']?\s?[=:]\s?).+/gi, `$1${REDACTED}`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{4,}/gi, `$1 ${REDACTED}`],
  // JSON Web Tokens begin with the base64 of `{"`.
  [/\beyJ[\w-]{5,2000}\.[\w.-]*/g, REDACTED],
  // The password, or the token, in an address.
  [/(\b[a-z][a-z\d+.-]{1,20}:\/\/)[^\s/@"']{1,300}@/gi, `$1${REDACTED}@`],
  [
    /\b(?:A(?:KIA|SIA)[A-Z\d]{16}|gh[pousr]_\w{16,}|github_pat_\w{16,}|xox[abeprs]-[\w-]{8,}|[prs]k_(?:live|test)_\w{8,}|glpat-[\w-]{16,}|npm_\w{30,}|AIza[\w-]{30,})/g,
    REDACTED,
  ],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----.*/g, REDACTED],
  // A line of a key, whose first line was cut off.
  [/^[\w+/]{40,}={0,2}$/, REDACTED],
  [
    new RegExp(String.raw`(${NAME}\\?["']?\s?[=:]\s?)(?:${VALUE})`, 'gi'),
    `$1${REDACTED}`,
  ],
  [/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g, REDACTED],
];

/** What follows a dot is a fraction. */
const CARD = /(?<![\w.])(?:\d[ -]?){12,18}\d(?!\w)/g;

/** Luhn's check, which all card numbers pass. */
function isCardNumber(text: string): boolean {
  const digits = [...text.replace(/\D/g, '')].reverse().map(Number);
  const sum = digits.reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** Takes tokens, passwords, cookies, keys, addresses and card numbers out of a line of text. */
export function redactText(line: string): string {
  return SECRETS.reduce(
    (text, [pattern, instead]) => text.replace(pattern, instead),
    line,
  ).replace(CARD, found => (isCardNumber(found) ? REDACTED : found));
}
