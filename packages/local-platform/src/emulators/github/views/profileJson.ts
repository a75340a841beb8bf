import { Account } from '../store/Accounts';
import { accountJson } from './accountJson';
import { Urls } from './Urls';

/** Since when the emulator's accounts exist; they have no history of their own. */
const SINCE = '2020-01-01T00:00:00Z';

/** An account with its profile (`/users/x`, `/user`). */
export function profileJson(
  urls: Urls,
  account: Account,
  publicRepositories: number,
) {
  return {
    ...accountJson(urls, account),
    name: account.name,
    company: null,
    blog: '',
    location: null,
    email: account.email ?? null,
    bio: null,
    public_repos: publicRepositories,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: SINCE,
    updated_at: SINCE,
  };
}

/** An organization (`/orgs/x`). */
export function organizationJson(
  urls: Urls,
  account: Account,
  publicRepositories: number,
) {
  const api = urls.api(`/orgs/${account.login}`);
  return {
    ...profileJson(urls, account, publicRepositories),
    url: api,
    repos_url: `${api}/repos`,
    hooks_url: `${api}/hooks`,
    members_url: `${api}/members{/member}`,
    description: null,
    has_organization_projects: true,
    has_repository_projects: true,
  };
}
