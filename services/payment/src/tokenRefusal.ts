import { holdsCardNumber } from '@portico/service-kit';

const TOKEN = /^tok_[\w-]{1,190}$/;

/** Why a token is neither stored nor sent on, where it is not: a card, or whatever else somebody wrote in its place, is none of ours. */
export function tokenRefusal(token: string): string | undefined {
  if (holdsCardNumber(token)) return 'card_number_refused';
  return TOKEN.test(token) ? undefined : 'invalid_token';
}
