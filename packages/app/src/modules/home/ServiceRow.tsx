import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { Link, Text } from '@backstage/ui';
import { OwnedService } from './fetchOverview';
import styles from './Home.module.css';

/** How the catalog reads an owner that is a mere name. */
const GROUP = { defaultKind: 'group', defaultNamespace: 'default' };

/** What is known of a service; what is not known takes no place. */
function factsOf({ lifecycle, owner }: OwnedService): string[] {
  return [lifecycle, `owned by ${parseEntityRef(owner, GROUP).name}`];
}

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
      <ul className={styles.facts} aria-label={`About ${title}`}>
        {factsOf(service).map(fact => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </li>
  );
};
