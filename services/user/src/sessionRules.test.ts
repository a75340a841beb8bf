import { GRACE_SECONDS, judgeToken, type TokenFacts } from './sessionRules';

const GOOD: TokenFacts = {
  revoked: false,
  expired: false,
  generationsAgo: 0,
  gaveTheLast: false,
  secondsSinceRotation: null,
  graceUsed: false,
};
const BEFORE: TokenFacts = {
  ...GOOD,
  generationsAgo: 1,
  gaveTheLast: true,
  secondsSinceRotation: GRACE_SECONDS,
};

describe('judgeToken', () => {
  it.each<[string, TokenFacts, ReturnType<typeof judgeToken>]>([
    ['the last one', GOOD, 'rotate'],
    ['the last one of an ended family', { ...GOOD, revoked: true }, 'refused'],
    ['the last one past its time', { ...GOOD, expired: true }, 'refused'],
    ['the one before, in the grace', BEFORE, 'race'],
    [
      'the one before, after the grace',
      { ...BEFORE, secondsSinceRotation: GRACE_SECONDS + 0.1 },
      'reused',
    ],
    ['the one before, again', { ...BEFORE, graceUsed: true }, 'reused'],
    [
      'the other one of a race, after its twin',
      { ...BEFORE, gaveTheLast: false },
      'reused',
    ],
  ])('should judge %s', (_, facts, verdict) => {
    expect(judgeToken(facts)).toBe(verdict);
  });
});
