/** How long the token before the last is taken once more: two tabs that refresh at once are no theft. */
export const GRACE_SECONDS = 10;

/** What is known of a refresh token that somebody brings. */
export interface TokenFacts {
  /** Whether its family was ended. */
  revoked: boolean;
  /** Whether it, or its family, is past its time. */
  expired: boolean;
  /** 0 is a token of the present generation. */
  generationsAgo: number;
  /** Whether the present generation was given for this very token. */
  gaveTheLast: boolean;
  secondsSinceRotation: number | null;
  graceUsed: boolean;
}

/** What to do about a refresh token. */
export type TokenVerdict = 'rotate' | 'race' | 'reused' | 'refused';

/**
 * Judges a refresh token. Two tokens are good only after a race, and as soon
 * as one of them is used the other one counts as used before: whoever stole a
 * token within the grace is found out like any other thief.
 */
export function judgeToken(facts: TokenFacts): TokenVerdict {
  if (facts.revoked || facts.expired) return 'refused';
  if (facts.generationsAgo === 0) return 'rotate';
  const inGrace =
    facts.gaveTheLast &&
    !facts.graceUsed &&
    facts.secondsSinceRotation !== null &&
    facts.secondsSinceRotation <= GRACE_SECONDS;
  return inGrace ? 'race' : 'reused';
}
