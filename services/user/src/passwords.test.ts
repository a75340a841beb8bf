import { argon2i, hash } from 'argon2';
import { Passwords } from './passwords';

jest.setTimeout(30_000);

const PASSWORD = 'correct horse battery';

describe('Passwords', () => {
  it('should hash with argon2id and no less work than is advised', async () => {
    const made = await Passwords.create().hash(PASSWORD);
    expect(made).toMatch(/^\$argon2id\$v=19\$m=19456,p=1,t=2\$/);
  });

  it('should know its password and no other, and nobody has one', async () => {
    const passwords = Passwords.create();
    const made = await passwords.hash(PASSWORD);
    expect(await passwords.verify(made, PASSWORD)).toBe(true);
    expect(await passwords.verify(made, `${PASSWORD} `)).toBe(false);
    expect(await passwords.verify(undefined, PASSWORD)).toBe(false);
    expect(await passwords.verify(undefined, 'the password of nobody')).toBe(
      false,
    );
  });

  it.each([
    ['less memory', { memoryCost: 8_192, timeCost: 2, parallelism: 1 }, true],
    ['fewer passes', { memoryCost: 19_456, timeCost: 1, parallelism: 1 }, true],
    ['as much', { memoryCost: 19_456, timeCost: 2, parallelism: 1 }, false],
    ['more', { memoryCost: 32_768, timeCost: 3, parallelism: 1 }, false],
  ])('should tell that a hash with %s is outdated', async (_, cost, is) => {
    const made = await Passwords.create(cost).hash(PASSWORD);
    expect(Passwords.create().isOutdated(made)).toBe(is);
  });

  it('should tell that another kind of hash is outdated', async () => {
    const made = await hash(PASSWORD, { type: argon2i, memoryCost: 65_536 });
    expect(Passwords.create().isOutdated(made)).toBe(true);
  });

  it('should refuse what would wait too long, and go on', async () => {
    const passwords = Passwords.create();
    await passwords.verify(undefined, PASSWORD);
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 2);
    const tries = await Promise.allSettled(
      Array.from({ length: 100 }, () => passwords.verify(undefined, PASSWORD)),
    );
    clearInterval(watch);
    const refused = tries.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(58);
    expect(refused[0]).toMatchObject({ reason: { status: 503 } });
    // Two hashes at a time are 38 MiB; a hundred would be 1.9 GiB.
    expect(most - before).toBeLessThan(150 * 1024 * 1024);
    expect(await passwords.verify(undefined, PASSWORD)).toBe(false);
  });
});
