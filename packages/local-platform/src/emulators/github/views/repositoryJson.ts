import { Accounts } from '../store/Accounts';
import { RepositoryState } from '../store/repositoryState';
import { accountJson } from './accountJson';
import { nodeId, Urls } from './Urls';

/** What the answers about repositories are made with. */
export interface ViewContext {
  urls: Urls;
  accounts: Accounts;
}

/** Templates below a repository's address: name, then what follows it. */
const TEMPLATES: Readonly<Record<string, string>> = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
};

/** A repository as the API shows it; `permissions` are those of whoever asks. */
export function repositoryJson(
  { urls, accounts }: ViewContext,
  state: RepositoryState,
  mayWrite: boolean,
) {
  const api = urls.repository(state);
  const page = urls.page(state);
  const templates = Object.entries(TEMPLATES).map(([name, path]) => [
    name,
    `${api}${path}`,
  ]);
  return {
    id: state.id,
    node_id: nodeId('Repository', state.id),
    name: state.name,
    full_name: `${state.owner}/${state.name}`,
    private: state.private,
    visibility: state.private ? 'private' : 'public',
    owner: accountJson(urls, accounts.require(state.owner)),
    html_url: page,
    description: state.description,
    fork: false,
    url: api,
    ...Object.fromEntries(templates),
    git_url: `${page}.git`,
    ssh_url: `${page}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    homepage: state.homepage,
    created_at: state.createdAt,
    updated_at: state.updatedAt,
    pushed_at: state.pushedAt,
    default_branch: state.defaultBranch,
    topics: state.topics,
    ...countsJson(state),
    ...settingsJson(state),
    permissions: permissionsJson(mayWrite),
  };
}

function permissionsJson(mayWrite: boolean) {
  return {
    admin: mayWrite,
    maintain: mayWrite,
    push: mayWrite,
    triage: mayWrite,
    pull: true,
  };
}

function countsJson(state: RepositoryState) {
  const open = state.pulls.filter(pull => pull.state === 'open').length;
  return {
    size: state.sizeKb,
    stargazers_count: 0,
    watchers_count: 0,
    watchers: 0,
    forks_count: 0,
    forks: 0,
    open_issues_count: open,
    open_issues: open,
    language: null,
    license: null,
    mirror_url: null,
  };
}

function settingsJson({ settings }: RepositoryState) {
  return {
    archived: false,
    disabled: false,
    is_template: false,
    allow_forking: false,
    has_issues: settings.hasIssues,
    has_projects: settings.hasProjects,
    has_wiki: settings.hasWiki,
    has_pages: false,
    has_downloads: false,
    has_discussions: false,
    allow_merge_commit: settings.allowMergeCommit,
    allow_squash_merge: settings.allowSquashMerge,
    allow_rebase_merge: settings.allowRebaseMerge,
    allow_auto_merge: settings.allowAutoMerge,
    allow_update_branch: settings.allowUpdateBranch,
    delete_branch_on_merge: settings.deleteBranchOnMerge,
  };
}
