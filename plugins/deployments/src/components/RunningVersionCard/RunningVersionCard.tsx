import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { Card, CardBody, CardHeader, Link, Text } from '@backstage/ui';
import type { ServiceRow } from '../../api';
import { useChosenEnvironment } from '../../hooks/useChosenEnvironment';
import { useRow } from '../../hooks/useRow';
import { CellFacts } from '../CellFacts';
import { NothingToldOf, ResourceStates } from '../states';
import styles from './RunningVersionCard.module.css';

const Rows = ({ row }: { row: ServiceRow }) => {
  const chosen = useChosenEnvironment();
  const isThere = row.cells.some(cell => cell.environment === chosen);
  if (row.cells.length === 0) {
    return (
      <NothingToldOf
        entityRef={row.entityRef}
        environment={chosen ?? row.environments.at(-1)}
        isFolded
      />
    );
  }
  return (
    <>
      {chosen !== null && !isThere && (
        <Text as="p" variant="body-small" color="secondary">
          {`Nothing is known of it in ${chosen}.`}
        </Text>
      )}
      <ul className={styles.rows}>
        {row.cells.map(cell => (
          <li
            key={cell.environment}
            className={styles.row}
            aria-current={cell.environment === chosen ? 'true' : undefined}
          >
            <CellFacts cell={cell} isChosen={cell.environment === chosen} />
          </li>
        ))}
      </ul>
    </>
  );
};

/** Which version of a service runs in each environment, and how it is doing. */
export const RunningVersionCard = () => {
  const { entity } = useEntity();
  const resource = useRow(stringifyEntityRef(entity));
  const href = useRouteRef(entityRouteRef)?.(entityRouteParams(entity));
  return (
    <Card className={styles.card}>
      <CardHeader className={styles.header}>
        <Text as="h3" variant="title-x-small" weight="bold">
          Running version
        </Text>
        {href && (
          <Link href={`${href}/deployments`} variant="body-medium">
            History
          </Link>
        )}
      </CardHeader>
      <CardBody>
        <ResourceStates
          resource={resource}
          what="which version runs"
          shape="card"
        >
          {row => <Rows row={row} />}
        </ResourceStates>
      </CardBody>
    </Card>
  );
};
