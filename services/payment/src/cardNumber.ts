const CARD = /(?<![\da-zA-Z])(?:\d[ -]?){12,18}\d(?![\da-zA-Z])/g;

/** Whether a text has a card number in it: 13 to 19 digits with a right check digit. */
export function holdsCardNumber(text: string): boolean {
  return (text.match(CARD) ?? []).some(found =>
    passesLuhn(found.replace(/\D/g, '')),
  );
}

/** ISO/IEC 7812-1. */
function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
