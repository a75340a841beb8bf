import { send, somebody, testUserService } from './__testUtils__/userService';

jest.setTimeout(120_000);

const ROUNDS = 40;

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

describe('who has an account', () => {
  const service = testUserService();
  let hosts = 0;

  async function timed(path: string, body: object) {
    hosts += 1;
    const from = `203.0.${Math.floor(hosts / 250)}.${(hosts % 250) + 1}`;
    const before = process.cpuUsage();
    const response = await send(service.url(), 'POST', path, { body, from });
    const text = await response.text();
    // The service is in this process, and a hash is processor time; what else the machine
    // does makes an answer late, and adds nothing to it.
    const { user, system } = process.cpuUsage(before);
    const cpuMs = (user + system) / 1_000;
    const { requestId, ...said } = JSON.parse(text);
    return { cpuMs, answer: { status: response.status, said } };
  }

  /** Takes turns, so that what slows the machine slows both. */
  async function compare(
    path: string,
    known: () => object,
    other: () => object,
  ) {
    const [knownCpuMs, otherCpuMs]: number[][] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      const bodies = [known(), other()];
      const times = [knownCpuMs, otherCpuMs];
      const answers = [];
      // Neither is always the first one.
      for (const which of round % 2 === 0 ? [0, 1] : [1, 0]) {
        const { cpuMs, answer } = await timed(path, bodies[which]);
        times[which].push(cpuMs);
        answers.push(answer);
      }
      expect(answers[0]).toEqual(answers[1]);
    }
    return median(knownCpuMs) / median(otherCpuMs);
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
