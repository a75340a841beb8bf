import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { Link, Text } from '@backstage/ui';
import { OwnedService } from './fetchOverview';
import styles from './Home.module.css';

/** One service of the home page's list. */
export const ServiceRow = ({ service }: { service: OwnedService }) => {
  const entityPath = useRouteRef(entityRouteRef);
  const { kind, namespace, name, title, description } = service;
  const href = entityPath?.({
    kind: kind.toLocaleLowerCase('en'),
    namespace,
    name,
  });

  return (
    <li className={styles.row}>
      <div className={styles.rowMain}>
        {href ? (
          <Link href={href} variant="body-large" weight="bold" standalone>
            {title}
          </Link>
        ) : (
          <Text variant="body-large" weight="bold">
            {title}
          </Text>
        )}
        {description && (
          <Text as="p" variant="body-medium" color="secondary">
            {description}
          </Text>
        )}
      </div>
      <Text variant="body-small" color="secondary" className={styles.rowAside}>
        {service.lifecycle}
      </Text>
    </li>
  );
};
