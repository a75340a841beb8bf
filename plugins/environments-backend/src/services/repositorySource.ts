import { SourceStatus } from '@portico/plugin-timeline-common';
import { RepositoryConfig } from '../config/readEnvironmentsConfig';
import { ReadFailure, RepositoryRead } from '../database/RepositoryReadStore';

/** The repository that holds the environments, as a source. */
export const REPOSITORY_SOURCE = 'environments-repository';

const SETUP_SNIPPET = `environments:
  repository:
    host: github.com
    owner: acme
    repo: platform
    branch: main
    path: infra/environments`;

/** What the portal's credentials must be allowed to do, in the words of GitHub. */
function permissionSnippet({
  host,
  owner,
  repo,
  webUrl,
}: RepositoryConfig): string {
  const isGithub = host === 'github.com';
  const address = isGithub ? '' : `\n      apiBaseUrl: ${webUrl}/api/v3`;
  return `# 1. ${webUrl}/settings/personal-access-tokens/new, or the permissions of your GitHub App
#    Repository access: ${owner}/${repo}
#    Contents: Read and write
#    Pull requests: Read and write
#    Commit statuses: Read and write
#    Metadata: Read-only
# 2. in the configuration of the portal, with the token in its environment
integrations:
  github:
    - host: ${host}${address}
      token: \${GITHUB_TOKEN}`;
}

function explain({ readAt }: RepositoryRead, { reason }: ReadFailure): string {
  return readAt
    ? `${reason}. The environments are as read at ${readAt}.`
    : `${reason}. No environment was read yet.`;
}

/** How reading the environments goes, in words and with what to do about it. */
export function repositorySource(facts: {
  repository: RepositoryConfig | undefined;
  read: RepositoryRead | undefined;
  origin: SourceStatus['origin'];
}): SourceStatus {
  const { repository, read, origin } = facts;
  const status = {
    id: REPOSITORY_SOURCE,
    title: 'Environments in Git',
    since: read?.since ?? null,
    missing: null,
    snippet: null,
    origin,
  };
  if (!repository) {
    return {
      ...status,
      state: 'not-set-up',
      reason: 'No repository holds the environments',
      missing: 'environments.repository',
      snippet: SETUP_SNIPPET,
    };
  }
  if (!read) {
    return { ...status, state: 'unknown', reason: 'It was not asked yet' };
  }
  const { failure } = read;
  if (!failure) return { ...status, state: 'ok', reason: null };
  const state = failure.kind;
  const reason = explain(read, failure);
  if (state !== 'not-allowed') return { ...status, state, reason };
  const { owner, repo } = repository;
  return {
    ...status,
    state,
    reason,
    missing: `Contents, pull requests and commit statuses of ${owner}/${repo}, to read and to write`,
    snippet: permissionSnippet(repository),
  };
}
