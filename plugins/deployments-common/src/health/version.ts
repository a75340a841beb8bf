import type { PodTemplate } from './kubernetesParts';

/** The label by which Kubernetes' own recommendations name a version. */
export const VERSION_LABEL = 'app.kubernetes.io/version';

/** Names that move from image to image, and so tell nothing of what runs. */
const MOVING = new Set([
  'latest',
  'stable',
  'edge',
  'nightly',
  'main',
  'master',
  'head',
]);

/** What names a version; the first that does is taken. */
export interface VersionFacts {
  labels: Readonly<Record<string, string>>;
  /** The image, as it was asked for. */
  image: string | null;
  /** The image that the node runs, with its digest; null where none runs yet. */
  imageId?: string | null;
  annotations: Readonly<Record<string, string>>;
}

/** The parts of the name of an image. */
export interface ImageName {
  repository: string;
  tag: string | null;
  /** With its algorithm: `sha256:...`. */
  digest: string | null;
}

/** Takes the name of an image apart; a port of the registry is no tag. */
export function parseImage(image: string): ImageName {
  const at = image.indexOf('@');
  const name = at < 0 ? image : image.slice(0, at);
  const digest = at < 0 ? null : image.slice(at + 1) || null;
  const colon = name.lastIndexOf(':');
  if (colon <= name.lastIndexOf('/')) {
    return { repository: name, tag: null, digest };
  }
  return {
    repository: name.slice(0, colon),
    tag: name.slice(colon + 1) || null,
    digest,
  };
}

/** The name as a version; null where it is none, such as `latest`. */
export function versionName(name: string | null | undefined): string | null {
  const trimmed = name?.trim() ?? '';
  return trimmed === '' ||
    trimmed.length > 200 ||
    MOVING.has(trimmed.toLowerCase())
    ? null
    : trimmed;
}

function shortDigest(digest: string | null): string | null {
  const match = /^([a-z0-9]+):([0-9a-f]{12,})$/i.exec(digest ?? '');
  return match ? `${match[1]}:${match[2].slice(0, 12)}` : null;
}

/**
 * The version of a pod or of its template: its label, else the tag of its image, else the
 * image's digest, shortened, else its annotation.
 *
 * @returns null where nothing names one; `latest` and the like are no versions
 */
export function versionOf(facts: VersionFacts): string | null {
  const image = parseImage(facts.image ?? '');
  const running = parseImage(facts.imageId ?? '');
  return (
    versionName(facts.labels[VERSION_LABEL]) ??
    versionName(image.tag) ??
    shortDigest(image.digest) ??
    shortDigest(running.digest) ??
    versionName(facts.annotations[VERSION_LABEL])
  );
}

const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';

/** The container that is the component itself, and not a helper beside it: the named one, else the first. */
export function mainContainer<T extends { name: string }>(
  containers: readonly T[],
  annotations: Readonly<Record<string, string>>,
): T | null {
  const named = annotations[DEFAULT_CONTAINER];
  return containers.find(({ name }) => name === named) ?? containers[0] ?? null;
}

/** The version that a workload wants; its own label is asked last, because pods don't inherit it. */
export function targetVersionOf(
  template: PodTemplate,
  ownLabels: Readonly<Record<string, string>>,
): string | null {
  const { labels, annotations } = template.metadata;
  const main = mainContainer(template.spec.containers, annotations);
  return (
    versionOf({ labels, image: main?.image ?? null, annotations }) ??
    versionName(ownLabels[VERSION_LABEL])
  );
}
