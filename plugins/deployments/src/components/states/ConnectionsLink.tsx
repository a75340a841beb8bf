import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { connectionsRouteRef } from '../../routes';

/** The way to the page that tells how every source does, where the app has one. */
export const ConnectionsLink = () => {
  const href = useRouteRef(connectionsRouteRef)?.();
  return href === undefined ? null : (
    <ButtonLink size="small" variant="tertiary" href={href}>
      Connections
    </ButtonLink>
  );
};
