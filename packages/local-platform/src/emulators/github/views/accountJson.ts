import { Account } from '../store/Accounts';
import { nodeId, Urls } from './Urls';

/** An account as it stands inside other answers. */
export function accountJson(urls: Urls, account: Account) {
  const api = urls.api(`/users/${account.login}`);
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(account.type, account.id),
    avatar_url: '',
    gravatar_id: '',
    url: api,
    html_url: `${urls.base}/${account.login}`,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type: account.type,
    site_admin: false,
  };
}
