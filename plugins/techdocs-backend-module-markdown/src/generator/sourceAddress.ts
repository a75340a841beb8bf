import {
  replaceGithubUrlType,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import { ParsedLocationAnnotation } from '@backstage/plugin-techdocs-node';
import { SourceAddress } from '../site/PageTargets';

/** Tells where the repository's host shows the files that documents come from. */
export function createSourceAddress(
  integrations: ScmIntegrationRegistry,
  location: ParsedLocationAnnotation | undefined,
): SourceAddress {
  const integration =
    location?.type === 'url' ? integrations.byUrl(location.target) : undefined;
  if (!integration || !location) return () => undefined;
  const base = location.target.replace(/\/*$/, '/');
  return path => {
    try {
      const url = integration.resolveUrl({
        url: `./${path.split('/').map(encodeURIComponent).join('/')}`,
        base,
      });
      const isGithub = integration.type === 'github';
      return isGithub ? replaceGithubUrlType(url, 'blob') : url;
    } catch {
      // An address that can't be made leads nowhere, and the build log says so.
      return undefined;
    }
  };
}
