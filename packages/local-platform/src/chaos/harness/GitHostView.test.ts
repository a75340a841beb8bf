import {
  startGitHubTestBed,
  TOKEN,
  type GitHubTestBed,
} from '../../emulators/github/__testUtils__/gitHubTestBed';
import { GitHostView } from './GitHostView';

jest.setTimeout(60_000);

const PATH = 'infra/environments/dev.yaml';

describe('GitHostView', () => {
  let bed: GitHubTestBed;
  let git: GitHostView;

  beforeAll(async () => {
    bed = await startGitHubTestBed({ organizations: ['acme'] });
    git = new GitHostView(bed.emulator.url, TOKEN);
    await bed.request('/orgs/acme/repos', {
      method: 'POST',
      body: JSON.stringify({ name: 'platform', auto_init: true }),
    });
  });
  afterAll(() => bed.close());

  async function propose(branch: string, path: string): Promise<number> {
    const sha = await git.head('main');
    await git.ask('POST', '/git/refs', { ref: `refs/heads/${branch}`, sha });
    await git.writeByHand(path, `# ${branch}\n`, branch);
    const { body } = await git.ask('POST', '/pulls', {
      title: branch,
      head: branch,
      base: 'main',
    });
    return (body as { number: number }).number;
  }

  it('should count every pull request that touches a file, whatever its branch is called', async () => {
    const first = await propose('one', PATH);
    const second = await propose('two', PATH);
    await propose('three', 'README.md');
    const found = await git.pullsTouching(PATH);
    expect(found.map(({ number }) => number).sort()).toEqual([first, second]);
    expect(await git.pullsTouching('infra/environments/other.yaml')).toEqual(
      [],
    );
  });

  it('should count pull requests that were closed and merged, too', async () => {
    const [open] = await git.pullsTouching(PATH);
    expect(await git.merge(open.number)).toBe(200);
    const found = await git.pullsTouching(PATH);
    expect(found.map(({ merged_at: at }) => at !== null).sort()).toEqual([
      false,
      true,
    ]);
  });

  it('should count each commit of a file on main', async () => {
    const before = await git.commitsOf(PATH);
    await git.writeByHand(PATH, 'once more\n');
    await git.writeByHand('other.md', 'not this one\n');
    expect(await git.commitsOf(PATH)).toHaveLength(before.length + 1);
    expect((await git.file(PATH))?.text).toBe('once more\n');
    await git.writeByHand(PATH, null);
    expect(await git.file(PATH)).toBeUndefined();
  });
});
