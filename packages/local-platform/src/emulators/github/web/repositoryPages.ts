import { posix } from 'node:path';
import { diffTrees } from '../git/changes';
import { GitCommit } from '../git/gitObjects';
import { listCommits } from '../git/history';
import { TreeEntry } from '../git/trees';
import { notFound } from '../http/GitHubError';
import { readPath } from '../services/readPath';
import { HostedRepository } from '../store/HostedRepository';
import { encodePath } from '../views/Urls';
import { Html, markup } from './html';
import { changesHtml } from './patchHtml';

/** A page's title and content. */
export interface PageContent {
  title: string;
  content: Html;
}

const SHOWN_BYTES = 512 * 1024;
const SHOWN_COMMITS = 30;

/** All repositories, or those of one owner. */
export function listPage(
  title: string,
  repositories: readonly HostedRepository[],
): PageContent {
  const rows = repositories.map(
    ({ fullName, state }) => markup`<tr>
      <td><a href="/${fullName}">${fullName}</a></td>
      <td>${state.description}</td>
      <td>${state.private ? 'private' : 'public'}</td>
    </tr>`,
  );
  return {
    title,
    content: markup`<h1>${title}</h1>
      ${
        rows.length > 0
          ? markup`<table>
            ${rows}
          </table>`
          : markup`<p>No repositories yet.</p>`
      }`,
  };
}

/** The front page of a repository: its files, branches and open pull requests. */
export async function repositoryPage(
  repository: HostedRepository,
): Promise<PageContent> {
  const { git, state, fullName } = repository;
  const branches = await git.listRefs('refs/heads');
  const commit = await git.resolveCommit(state.defaultBranch);
  const open = state.pulls.filter(pull => pull.state === 'open');
  const links = branches.map(({ name }) => {
    const branch = name.replace(/^refs\/heads\//, '');
    return markup`<li>
      <a href="/${fullName}/tree/${encodePath(branch)}">${branch}</a>
    </li>`;
  });
  return {
    title: fullName,
    content: markup`<h1>${fullName}</h1>
      <p>${state.description}</p>
      <p>
        <a href="/${fullName}/pulls">Pull requests: ${open.length} open</a> ·
        <a href="/${fullName}/commits/${encodePath(state.defaultBranch)}"
          >Commits</a
        >
      </p>
      ${
        commit
          ? await folderHtml(repository, state.defaultBranch, commit, '')
          : markup`<p>Nothing was pushed yet.</p>`
      }
      <h2>Branches</h2>
      <ul>
        ${links}
      </ul>`,
  };
}

/** A file or folder at a ref. */
export async function pathPage(
  repository: HostedRepository,
  ref: string,
  commit: string,
  path: string,
): Promise<PageContent> {
  const { git, fullName } = repository;
  const title = `${fullName}: ${path || ref}`;
  const found = await readPath(git, commit, path);
  const crumbs = markup`<h1>
      <a href="/${fullName}">${fullName}</a> / ${path || ref}
    </h1>
    <p>
      at <a href="/${fullName}/commits/${encodePath(ref)}">${ref}</a>, commit
      <a href="/${fullName}/commit/${commit}">${commit.slice(0, 7)}</a>
    </p>`;
  if (found.kind === 'folder') {
    const list = await folderHtml(repository, ref, commit, path);
    return { title, content: markup`${crumbs}${list}` };
  }
  const raw = `/raw/${fullName}/${encodePath(ref)}/${encodePath(path)}`;
  const body =
    found.kind === 'file'
      ? fileHtml(found.content)
      : markup`<p>A link or submodule that leads out of this repository.</p>`;
  return {
    title,
    content: markup`${crumbs}
      <p><a href="${raw}">Raw</a></p>
      ${body}`,
  };
}

/** A commit with its changes. */
export async function commitPage(
  { git, fullName }: HostedRepository,
  ref: string,
): Promise<PageContent> {
  const sha = await git.resolveCommit(ref);
  const commit = sha && (await git.readCommit(sha));
  if (!commit) {
    throw notFound();
  }
  const files = await diffTrees(git, commit.parents[0], commit.sha);
  return {
    title: `${fullName}: commit ${commit.sha.slice(0, 7)}`,
    content: markup`<h1>
        <a href="/${fullName}">${fullName}</a> / commit
        ${commit.sha.slice(0, 7)}
      </h1>
      <p>${commit.author.name}, ${commit.author.date}</p>
      <pre class="text">
${commit.message}</pre>
      ${changesHtml(files)}`,
  };
}

/** The history that ends at a ref. */
export async function historyPage(
  { git, fullName }: HostedRepository,
  ref: string,
  commit: string,
): Promise<PageContent> {
  const commits = await listCommits(git, { to: commit, limit: SHOWN_COMMITS });
  return {
    title: `${fullName}: commits`,
    content: markup`<h1><a href="/${fullName}">${fullName}</a> / ${ref}</h1>
      <p>The latest ${commits.length} commits.</p>
      <table>
        ${commits.map(item => commitRow(fullName, item))}
      </table>`,
  };
}

/** One line about a commit. */
export function commitRow(fullName: string, commit: GitCommit): Html {
  const [title] = commit.message.split('\n');
  return markup`<tr>
    <td>
      <a href="/${fullName}/commit/${commit.sha}">${commit.sha.slice(0, 7)}</a>
    </td>
    <td>${title}</td>
    <td>${commit.author.name}</td>
    <td>${commit.author.date}</td>
  </tr>`;
}

async function folderHtml(
  { git, fullName }: HostedRepository,
  ref: string,
  commit: string,
  path: string,
): Promise<Html> {
  const found = await readPath(git, commit, path);
  const entries = found.kind === 'folder' ? found.entries : [];
  const row = (entry: TreeEntry) => {
    const kind = entry.type === 'tree' ? 'tree' : 'blob';
    const target = `/${fullName}/${kind}/${encodePath(ref)}/${encodePath(
      entry.path,
    )}`;
    const slash = entry.type === 'tree' ? '/' : '';
    return markup`<tr>
      <td><a href="${target}">${posix.basename(entry.path)}${slash}</a></td>
      <td>${entry.size === undefined ? '' : `${entry.size} bytes`}</td>
    </tr>`;
  };
  return markup`<table>
    ${entries.map(row)}
  </table>`;
}

function fileHtml(content: Buffer): Html {
  if (content.includes(0)) {
    return markup`<p>A binary file of ${content.length} bytes.</p>`;
  }
  const cut = content.length > SHOWN_BYTES;
  return markup`${
    cut && markup`<p>The first ${SHOWN_BYTES} bytes are shown.</p>`
  }
    <pre>
${content.toString('utf8', 0, SHOWN_BYTES)}</pre>`;
}
