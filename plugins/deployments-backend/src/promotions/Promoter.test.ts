import { ConflictError, InputError } from '@backstage/errors';
import {
  Promoter,
  type PromotionPull,
  type PromotionRepository,
} from './Promoter';

const PATH = 'infra/kubernetes/overlays/prod/images/kustomization.yaml';
const FILE = `images:
  - name: order-service
    newTag: 1.4.2
`;
const HEAD = 'abcdef0123456789abcdef0123456789abcdef01';
const WISH = {
  entityRef: 'component:default/order-service',
  environment: 'prod',
  version: '1.5.0',
  image: 'order-service',
  requester: 'user:default/ada',
};

/** A repository in memory; `breakAt` fails the first call of that name. */
class Repository implements PromotionRepository {
  readonly files = new Map([[`${HEAD} ${PATH}`, FILE]]);
  readonly branches = new Set<string>();
  readonly pulls: Array<PromotionPull & { branch: string; body: string }> = [];
  breakAt: string | undefined;

  #step(name: string) {
    if (this.breakAt !== name) return;
    this.breakAt = undefined;
    throw new Error(`cut off at ${name}`);
  }
  async head() {
    return HEAD;
  }
  async readFile(ref: string, path: string) {
    const text =
      this.files.get(`${ref} ${path}`) ??
      (this.branches.has(ref) ? this.files.get(`${HEAD} ${path}`) : undefined);
    return text === undefined ? undefined : { text, sha: `sha of ${text}` };
  }
  async ensureBranch(branch: string) {
    this.#step('branch');
    this.branches.add(branch);
  }
  async writeFile(file: Parameters<PromotionRepository['writeFile']>[0]) {
    this.#step('write');
    const there = await this.readFile(file.branch, file.path);
    if (there?.sha !== file.sha) throw new Error('conflict');
    this.files.set(`${file.branch} ${file.path}`, file.text);
  }
  async findPull(branch: string) {
    return this.pulls.findLast(pull => pull.branch === branch);
  }
  async openPull(pull: { branch: string; title: string; body: string }) {
    this.#step('pull');
    const number = this.pulls.length + 1;
    const url = `https://git.example.com/acme/platform/pull/${number}`;
    this.pulls.push({ ...pull, number, url, isOpen: true });
    return this.pulls.at(-1)!;
  }
}

describe('Promoter', () => {
  let repository: Repository;
  let promoter: Promoter;

  beforeEach(() => {
    repository = new Repository();
    promoter = new Promoter(repository);
  });

  it('should open a pull request that changes the tag', async () => {
    expect(await promoter.promote(WISH)).toEqual({
      number: 1,
      pullRequestUrl: 'https://git.example.com/acme/platform/pull/1',
    });
    const branch = 'promote/prod/order-service-1.5.0-abcdef0';
    expect(repository.files.get(`${branch} ${PATH}`)).toBe(
      FILE.replace('1.4.2', '1.5.0'),
    );
    expect(repository.files.get(`${HEAD} ${PATH}`)).toBe(FILE);
    expect(repository.pulls[0].body).toContain('it has `1.4.2`');
  });

  it('should leave one pull request of a wish that is told twice', async () => {
    const first = await promoter.promote(WISH);
    expect(await promoter.promote(WISH)).toEqual(first);
    expect(repository.pulls).toHaveLength(1);
  });

  it('should open another one where the first was closed', async () => {
    await promoter.promote(WISH);
    repository.pulls[0].isOpen = false;
    expect((await promoter.promote(WISH)).number).toBe(2);
  });

  it.each(['branch', 'write', 'pull'])(
    'should go on after it was cut off at the %s',
    async step => {
      repository.breakAt = step;
      await expect(promoter.promote(WISH)).rejects.toThrow('cut off');
      expect((await promoter.promote(WISH)).number).toBe(1);
      expect(repository.pulls).toHaveLength(1);
    },
  );

  it('should refuse what cannot be, and leave nothing behind', async () => {
    const refused = async (wish: Partial<typeof WISH>) =>
      promoter.promote({ ...WISH, ...wish }).catch(error => error);
    expect(await refused({ version: '1.4.2' })).toEqual(
      expect.any(ConflictError),
    );
    expect(await refused({ environment: 'moon' })).toEqual(
      expect.any(InputError),
    );
    expect(await refused({ image: 'cart-service' })).toEqual(
      expect.any(InputError),
    );
    expect([...repository.branches, ...repository.pulls]).toEqual([]);
  });

  it('should let a reason be no markup and mention nobody', async () => {
    const reason = '@everyone <img src=x> [click](https://evil.example)\n# Big';
    await promoter.promote({ ...WISH, ...{ reason } });
    const line = repository.pulls[0].body
      .split('\n')
      .find(one => one.startsWith('Why:'));
    expect(line).toBe(
      'Why: @\u200beveryone \\<img src=x\\> \\[click\\]\\(https://evil.example\\) \\# Big',
    );
  });

  it('should name a branch that Git takes', async () => {
    await promoter.promote({ ...WISH, version: '1..5' });
    expect([...repository.branches]).toEqual([
      'promote/prod/order-service-1-5-abcdef0',
    ]);
  });
});
