import type { Names } from '../../names/Names';
import type { Repository } from './GithubClient';

const GITHUB = 'github.com';

/** The host of a repository that the catalog does not tell one of: the only one, else GitHub itself. */
function fallbackOf(hosts: readonly string[]): string | null {
  const sole = hosts.length === 1 ? hosts[0] : null;
  return sole ?? (hosts.includes(GITHUB) ? GITHUB : null);
}

/** The repositories of the components on the hosts that are set up, each once. */
export function repositoriesOf(
  names: Names,
  hosts: readonly string[],
): Repository[] {
  const found = new Map<string, Repository>();
  for (const { repository } of names.components) {
    const host = repository?.host ?? fallbackOf(hosts);
    if (repository && host !== null && hosts.includes(host)) {
      const { owner, repo } = repository;
      const key = `${host}/${owner}/${repo}`.toLowerCase();
      found.set(key, found.get(key) ?? { host, owner, repo });
    }
  }
  return [...found.values()];
}
