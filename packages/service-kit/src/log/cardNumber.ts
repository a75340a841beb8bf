const CARD = /(?<![\da-zA-Z])(?:\d[ -]?){12,18}\d(?![\da-zA-Z])/g;

/** Whether a text has a card number in it: 13 to 19 digits with a right check digit. */
export function holdsCardNumber(text: string): boolean {
  return (text.match(CARD) ?? []).some(found =>
    passesLuhn(found.replace(/\D/g, '')),
  );
}

/** ISO/IEC 7812-1: tells a card number from other long numbers. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
