import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { refName } from '../format/refs';

/** A group, a person or another entity by its name, with the way to its page. */
export const EntityLink = ({ entityRef }: { entityRef: string }) => {
  const href = useRouteRef(entityRouteRef);
  const name = refName(entityRef);
  try {
    const params = parseEntityRef(entityRef);
    return href ? (
      <Link href={href(params)} variant="body-medium">
        {name}
      </Link>
    ) : (
      <span>{name}</span>
    );
  } catch {
    // Whatever a record holds is shown, even where it is no ref.
    return <span>{name}</span>;
  }
};
