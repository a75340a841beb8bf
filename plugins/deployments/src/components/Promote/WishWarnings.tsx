import { Alert } from '@backstage/ui';
import type { Wish } from '../../words/promotion';

function nameOf(version: string | null): string {
  return version ?? 'the version that is there';
}

/** What may go wrong with a wish, before it is sent. */
export const WishWarnings = ({ wish }: { wish: Wish }) => (
  <>
    {wish.kind === 'roll-back' && (
      <Alert
        status="warning"
        icon
        title="The database is not rolled back"
        description={`What ${nameOf(
          wish.from.version,
        )} changed in it stays. Make sure that ${
          wish.to.version
        } can work with it.`}
      />
    )}
    {wish.isNewerThere && (
      <Alert
        status="warning"
        icon
        title={`${wish.environment} was deployed later`}
        description={`${nameOf(
          wish.from.version,
        )} came after this version. Make sure that nothing of it gets lost.`}
      />
    )}
    {wish.origin === 'sample' && (
      <Alert
        status="info"
        icon
        title="This version is sample data"
        description="The pull request is real, but the version was invented and never built."
      />
    )}
  </>
);
