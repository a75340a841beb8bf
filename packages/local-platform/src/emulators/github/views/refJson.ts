import { GitRef } from '../git/gitObjects';
import { RepositoryState } from '../store/repositoryState';
import { encodePath, nodeId, Urls } from './Urls';

/** A ref of the git database. */
export function refJson(urls: Urls, state: RepositoryState, ref: GitRef) {
  const api = urls.repository(state);
  const kind = ref.type === 'tag' ? 'tags' : 'commits';
  return {
    ref: ref.name,
    node_id: nodeId('Ref', `${state.id}:${ref.name}`),
    url: `${api}/git/${encodePath(ref.name)}`,
    object: {
      sha: ref.sha,
      type: ref.type,
      url: `${api}/git/${kind}/${ref.sha}`,
    },
  };
}
