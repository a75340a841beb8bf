import { createHash } from 'node:crypto';
import { holdsCardNumber } from '../cardNumber';

// Tokens that are always refused, and why.
const REFUSED: Readonly<Record<string, string>> = {
  tok_decline: 'card_declined',
  tok_insufficient_funds: 'insufficient_funds',
  tok_expired_card: 'expired_card',
};

/** Why a token is refused, if it is. */
export function refusalOf(token: string): string | undefined {
  if (!/^tok_\w{1,100}$/.test(token) || holdsCardNumber(token)) {
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
