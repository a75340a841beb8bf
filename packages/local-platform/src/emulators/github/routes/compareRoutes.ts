import { EmulatorContext } from '../context';
import { diffText, diffTrees } from '../git/changes';
import { countCommits, listCommits, mergeBase } from '../git/history';
import { Answer, bytes, json } from '../http/Answer';
import { ApiRequest } from '../http/ApiRequest';
import { ApiRouter } from '../http/ApiRouter';
import { notFound } from '../http/GitHubError';
import { linkHeader } from '../http/pagination';
import { HostedRepository } from '../store/HostedRepository';
import { commitJson, fileChangeJson } from '../views/commitJson';
import { encodePath } from '../views/Urls';

const MAX_FILES = 300;

/** Two commits and what lies between them. */
interface Comparison {
  base: string;
  head: string;
  parted: string;
  aheadBy: number;
  behindBy: number;
}

/** Comparisons of two refs. */
export function registerCompareRoutes(
  api: ApiRouter,
  context: EmulatorContext,
): void {
  api.get('/repos/:owner/:repo/compare/*', request =>
    compare(context, request),
  );
}

async function compare(
  context: EmulatorContext,
  request: ApiRequest,
): Promise<Answer> {
  const repository = request.repository();
  const { git } = repository;
  const found = await comparisonFor(repository, request.rest);
  if (request.media === 'diff') {
    const diff = await diffText(git, found.parted, found.head);
    return bytes(diff, 'application/vnd.github.diff; charset=utf-8');
  }
  return json(
    await comparisonJson(context, request, repository, found),
    200,
    linkHeader(request.url, request.page, found.aheadBy),
  );
}

async function comparisonFor(
  repository: HostedRepository,
  spec: string,
): Promise<Comparison> {
  const { git, state } = repository;
  const at = spec.indexOf('...');
  const resolve = (ref: string) => {
    const mine = ref.startsWith(`${state.owner}:`);
    return git.resolveCommit(mine ? ref.slice(state.owner.length + 1) : ref);
  };
  const base = at < 0 ? undefined : await resolve(spec.slice(0, at));
  const head = at < 0 ? undefined : await resolve(spec.slice(at + 3));
  if (!base || !head) {
    throw notFound();
  }
  const parted = await mergeBase(git, base, head);
  if (!parted) {
    throw notFound(
      `No common ancestor between ${spec.replace('...', ' and ')}.`,
    );
  }
  const [aheadBy, behindBy] = await Promise.all([
    countCommits(git, { to: head, from: base }),
    countCommits(git, { to: base, from: head }),
  ]);
  return { base, head, parted, aheadBy, behindBy };
}

async function comparisonJson(
  context: EmulatorContext,
  request: ApiRequest,
  { git, state }: HostedRepository,
  { base, head, parted, aheadBy, behindBy }: Comparison,
) {
  const { page, perPage } = request.page;
  const [ends, newest, files] = await Promise.all([
    git.readCommits([base, parted]),
    listCommits(git, { to: head, from: base }),
    diffTrees(git, parted, head),
  ]);
  const commits = newest.reverse().slice((page - 1) * perPage, page * perPage);
  const { urls } = context;
  const url = `${urls.repository(state)}/compare/${encodePath(request.rest)}`;
  const html = urls.page(state, `/compare/${encodePath(request.rest)}`);
  return {
    url,
    html_url: html,
    permalink_url: urls.page(state, `/compare/${base}...${head}`),
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: commitJson(context, state, ends[0]),
    merge_base_commit: commitJson(context, state, ends[ends.length - 1]),
    status: wordFor(aheadBy, behindBy),
    ahead_by: aheadBy,
    behind_by: behindBy,
    total_commits: aheadBy,
    commits: commits.map(commit => commitJson(context, state, commit)),
    files: files
      .slice(0, MAX_FILES)
      .map(file => fileChangeJson(context, state, head, file)),
  };
}

function wordFor(aheadBy: number, behindBy: number): string {
  if (aheadBy > 0 && behindBy > 0) {
    return 'diverged';
  }
  if (aheadBy > 0) {
    return 'ahead';
  }
  return behindBy > 0 ? 'behind' : 'identical';
}
