import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { refName } from '../words/refs';

/** A service, a group or another entity by its name, with the way to its page or to a part of it. */
export const EntityLink = ({
  entityRef,
  path = '',
  weight,
}: {
  entityRef: string;
  /** What follows the address of the page, such as `/deployments`. */
  path?: string;
  weight?: 'regular' | 'bold';
}) => {
  const href = useRouteRef(entityRouteRef);
  const name = refName(entityRef);
  try {
    const params = parseEntityRef(entityRef);
    return href ? (
      <Link
        href={`${href(params)}${path}`}
        variant="body-medium"
        weight={weight}
      >
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
