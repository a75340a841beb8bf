import { notFound } from '../http/GitHubError';
import { pullCommits, pullFiles } from '../services/pullFacts';
import { HostedRepository } from '../store/HostedRepository';
import { PullRequest } from '../store/repositoryState';
import { latestStatuses } from '../views/statusJson';
import { encodePath } from '../views/Urls';
import { Html, markup } from './html';
import { changesHtml } from './patchHtml';
import { commitRow, PageContent } from './repositoryPages';

/** All pull requests of a repository, the newest first. */
export function pullListPage({
  state,
  fullName,
}: HostedRepository): PageContent {
  const rows = [...state.pulls].reverse().map(
    pull => markup`<tr>
      <td>#${pull.number}</td>
      <td><a href="/${fullName}/pull/${pull.number}">${pull.title}</a></td>
      <td>${stateOf(pull)}</td>
      <td>${pull.author}</td>
    </tr>`,
  );
  return {
    title: `${fullName}: pull requests`,
    content: markup`<h1>
        <a href="/${fullName}">${fullName}</a> / pull requests
      </h1>
      ${
        rows.length > 0
          ? markup`<table>
            ${rows}
          </table>`
          : markup`<p>No pull requests yet.</p>`
      }`,
  };
}

/** One pull request: what it says, what was checked, and what it changes. */
export async function pullPage(
  repository: HostedRepository,
  number: number,
): Promise<PageContent> {
  const { git, state, fullName } = repository;
  const pull = state.pulls.find(other => other.number === number);
  if (!pull) {
    throw notFound();
  }
  const [files, commits] = await Promise.all([
    pullFiles(git, pull),
    pullCommits(git, pull),
  ]);
  const title = `${pull.title} · Pull request #${pull.number}`;
  return {
    title,
    content: markup`<p><a href="/${fullName}">${fullName}</a></p>
      <h1>${pull.title} #${pull.number}</h1>
      <p>
        <span class="state">${stateOf(pull)}</span>
        ${pull.author} wants to merge ${branchLink(fullName, pull.head.ref)}
        into ${branchLink(fullName, pull.base.ref)}
      </p>
      ${
        pull.body
          ? markup`<pre class="text">
${pull.body}</pre>`
          : markup`<p>No description.</p>`
      }
      ${checksHtml(repository, pull)} ${talkHtml(pull)}
      <h2>Commits</h2>
      <table>
        ${commits.map(commit => commitRow(fullName, commit))}
      </table>
      ${changesHtml(files)}`,
  };
}

function stateOf(pull: PullRequest): string {
  if (pull.mergedAt !== null) {
    return 'merged';
  }
  return pull.draft && pull.state === 'open' ? 'draft' : pull.state;
}

function branchLink(fullName: string, branch: string): Html {
  return markup`<a href="/${fullName}/tree/${encodePath(
    branch,
  )}">${branch}</a>`;
}

function checksHtml({ state }: HostedRepository, pull: PullRequest): Html {
  const statuses = latestStatuses(state, pull.head.sha);
  return markup`<h2>Statuses</h2>
    ${
      statuses.length > 0
        ? markup`<table>
          ${statuses.map(
            status => markup`<tr>
              <td>${status.context}</td>
              <td>${status.state}</td>
              <td>${status.description}</td>
            </tr>`,
          )}
        </table>`
        : markup`<p>No status was reported.</p>`
    }`;
}

function talkHtml(pull: PullRequest): Html {
  const reviews = pull.reviews.map(
    review => markup`<h2>${review.author}: ${review.state}</h2>
      <pre class="text">
${review.body}</pre>`,
  );
  const comments = pull.comments.map(
    comment => markup`<h2>${comment.author}, ${comment.createdAt}</h2>
      <pre class="text">
${comment.body}</pre>`,
  );
  return markup`${reviews} ${comments}`;
}
