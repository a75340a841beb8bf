import { versionName } from '../health/version';

/** What the address of a package tells of a deployment. */
export interface PackageFacts {
  version: string | null;
  commit: string | null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The version and commit in a package URL, such as `pkg:oci/order@sha256%3A4f...?tag=1.4.2`: its
 * tag, else its version; a digest is shortened, and a whole Git hash is a commit.
 * https://github.com/package-url/purl-spec
 */
export function purlFacts(purl: string): PackageFacts {
  const match = /^pkg:[^@?#]+(?:@([^?#]*))?(?:\?([^#]*))?/.exec(purl);
  const named = decoded(match?.[1] ?? '');
  const tag = (match?.[2] ?? '')
    .split('&')
    .find(pair => pair.startsWith('tag='))
    ?.slice(4);
  if (/^[0-9a-f]{40}$/.test(named)) {
    return { version: versionName(decoded(tag ?? '')), commit: named };
  }
  const digest = /^([a-z0-9]+):([0-9a-f]{12,})$/.exec(named);
  const version = digest ? `${digest[1]}:${digest[2].slice(0, 12)}` : named;
  return {
    version: versionName(decoded(tag ?? '')) ?? versionName(version),
    commit: null,
  };
}
