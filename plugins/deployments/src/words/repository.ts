import {
  ANNOTATION_SOURCE_LOCATION,
  type Entity,
} from '@backstage/catalog-model';

const PROJECT_SLUG = 'github.com/project-slug';

/** Where the code of a component is. */
export interface Repository {
  /** Such as `https://github.com`. */
  origin: string;
  /** Such as `acme/order`. */
  slug: string;
}

const SLUG = /^[\w.-]+\/[\w.-]+$/;

/** The host and the repository of a location such as `url:https://github.com/acme/order/tree/main/`. */
function locationOf(entity: Entity): Repository | null {
  const text = entity.metadata.annotations?.[ANNOTATION_SOURCE_LOCATION] ?? '';
  const address = text.replace(/^url:/, '');
  if (!/^https?:\/\//.test(address) || !URL.canParse(address)) return null;
  const { origin, pathname } = new URL(address);
  const [owner, name, kind] = pathname.split('/').filter(Boolean);
  // Other hosts have other addresses for commits.
  const isGithub = kind === 'tree' || kind === 'blob' || kind === undefined;
  return owner && name && isGithub
    ? { origin, slug: `${owner}/${name.replace(/\.git$/, '')}` }
    : null;
}

/** The repository of a component on GitHub, by its annotations; null where they tell none. */
export function repositoryOf(entity: Entity): Repository | null {
  const slug = entity.metadata.annotations?.[PROJECT_SLUG];
  const location = locationOf(entity);
  if (slug === undefined || !SLUG.test(slug)) return location;
  return { origin: location?.origin ?? 'https://github.com', slug };
}

/** Where a commit can be looked at. */
export function commitUrl(
  repository: Repository | null,
  commit: string | null,
): string | null {
  return repository === null || commit === null
    ? null
    : `${repository.origin}/${repository.slug}/commit/${commit}`;
}

/** Where the commits between two others can be looked at. */
export function compareUrl(
  repository: Repository | null,
  from: string | null,
  to: string | null,
): string | null {
  return repository === null || from === null || to === null || from === to
    ? null
    : `${repository.origin}/${repository.slug}/compare/${from}...${to}`;
}
