import { send, somebody, testUserService } from './__testUtils__/userService';

jest.setTimeout(120_000);

const ROUNDS = 40;

/** What other work on the machine adds is in the upper part, so the lower one is compared. */
function lowerQuartile(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 4)];
}

describe('who has an account', () => {
  const service = testUserService();
  let hosts = 0;

  async function timed(path: string, body: object) {
    hosts += 1;
    const from = `203.0.${Math.floor(hosts / 250)}.${(hosts % 250) + 1}`;
    const start = performance.now();
    const response = await send(service.url(), 'POST', path, { body, from });
    const text = await response.text();
    const ms = performance.now() - start;
    const { requestId, ...said } = JSON.parse(text);
    return { ms, answer: { status: response.status, said } };
  }

  /** Takes turns, so that what slows the machine slows both. */
  async function compare(
    path: string,
    known: () => object,
    other: () => object,
  ) {
    const [knownMs, otherMs]: number[][] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      const bodies = [known(), other()];
      const times = [knownMs, otherMs];
      const answers = [];
      // Neither is always the first one.
      for (const which of round % 2 === 0 ? [0, 1] : [1, 0]) {
        const { ms, answer } = await timed(path, bodies[which]);
        times[which].push(ms);
        answers.push(answer);
      }
      expect(answers[0]).toEqual(answers[1]);
    }
    return lowerQuartile(knownMs) / lowerQuartile(otherMs);
  }

  it('should not be told by a registration, in words or in time', async () => {
    const ada = somebody();
    await timed('/v1/users', ada);
    const ratio = await compare('/v1/users', () => ada, somebody);
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.2);
  });

  it('should not be told by a sign-in, in words or in time', async () => {
    const people = Array.from({ length: ROUNDS }, somebody);
    for (const person of people) await timed('/v1/users', person);
    const signIn = (email: string) => ({ email, password: 'not the password' });
    let next = 0;
    const ratio = await compare(
      '/v1/sessions',
      () => signIn(people[next++].email),
      () => signIn(somebody().email),
    );
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.2);
  });
});
