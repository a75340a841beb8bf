import { createHash } from 'node:crypto';

// Tokens that are always refused, and why.
const REFUSED: Readonly<Record<string, string>> = {
  tok_decline: 'card_declined',
  tok_insufficient_funds: 'insufficient_funds',
  tok_expired_card: 'expired_card',
};

// As long as a card number is: no token of this provider has so many digits in a row.
const LIKE_A_CARD = /\d{13}/;

/** Why a token is refused, if it is. */
export function refusalOf(token: string): string | undefined {
  if (!/^tok_\w{1,100}$/.test(token) || LIKE_A_CARD.test(token)) {
    return 'invalid_token';
  }
  return REFUSED[token];
}

/** The last digits of the card that a token stands for: always the same ones. */
export function last4Of(token: string): string {
  if (token === 'tok_visa') return '4242';
  const number = createHash('sha256').update(token).digest().readUInt32BE();
  return String(number % 10_000).padStart(4, '0');
}
