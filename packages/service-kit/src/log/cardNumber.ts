const CARD = /(?<![\da-zA-Z])(?:\d[ -]?){12,18}\d(?![\da-zA-Z])/g;

/**
 * A UUID (RFC 9562) or a traceparent (W3C Trace Context): one UUID in ten
 * thousand ends in digits that look like a card number, and is none.
 */
const HEX_ID =
  /(?<![\da-z])([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2})(?![\da-z])/gi;

/** Whether a text has a card number in it: 13 to 19 digits with a right check digit, and not in a UUID. */
export function holdsCardNumber(text: string): boolean {
  return replaceCardNumbers(text, '') !== text;
}

/** Puts something in the place of every card number; what `pattern` finds may be one. */
export function replaceCardNumbers(
  text: string,
  instead: string,
  pattern: RegExp = CARD,
): string {
  // Few texts have so many digits: the others are not taken apart.
  if (text.search(pattern) < 0) return text;
  const replaceIn = (part: string) =>
    part.replace(pattern, digits =>
      passesLuhn(digits.replace(/\D/g, '')) ? instead : digits,
    );
  return text
    .split(HEX_ID)
    .map((part, index) => (index % 2 ? part : replaceIn(part)))
    .join('');
}

/** ISO/IEC 7812-1: tells a card number from other long numbers. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
