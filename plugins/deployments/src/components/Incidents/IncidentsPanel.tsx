import { useApi } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { Incident } from '@portico/plugin-deployments-common';
import { useCallback } from 'react';
import { deploymentsApiRef } from '../../api';
import { useNow } from '../../hooks/useNow';
import { useResource } from '../../hooks/useResource';
import { age, took } from '../../words/dates';
import { Age } from '../Age';
import { Mark } from '../Mark';
import { OriginTag } from '../OriginTag';
import { Panel } from '../Panel';
import { ResourceStates } from '../states';
import styles from './Incidents.module.css';

const SHOWN = 10;

const IncidentItem = ({ incident }: { incident: Incident }) => {
  const now = useNow();
  const { title, openedAt, resolvedAt, environment, deploymentId, source } =
    incident;
  return (
    <li className={styles.incident}>
      <span className={styles.head}>
        {source.url === null ? (
          <span>{title}</span>
        ) : (
          <Link href={source.url} variant="body-medium">
            {title}
          </Link>
        )}
        <OriginTag origin={incident.origin} />
      </span>
      {resolvedAt === null ? (
        <Mark tone="negative" word={`Lasts for ${age(openedAt, now)}`} />
      ) : (
        <Mark
          tone="neutral"
          word={`Resolved after ${took(openedAt, resolvedAt)}`}
        />
      )}
      <span className={styles.detail}>
        {environment}
        {' · '}
        <Age at={openedAt} />
        {` ago · ${
          deploymentId === null
            ? 'linked to no deployment'
            : 'caused by a deployment'
        }`}
      </span>
    </li>
  );
};

/** When a service did not do what it should, newest first. */
export const IncidentsPanel = ({
  entityRef,
  environment,
}: {
  entityRef: string;
  environment: string | null;
}) => {
  const api = useApi(deploymentsApiRef);
  const resource = useResource(
    useCallback(
      (signal: AbortSignal) =>
        api.listIncidents(
          { entityRef, environment: environment ?? undefined, limit: SHOWN },
          { signal },
        ),
      [api, entityRef, environment],
    ),
  );
  const where = environment === null ? '' : ` in ${environment}`;
  return (
    <Panel title="Incidents">
      <ResourceStates resource={resource} what="the incidents" shape="card">
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <Text as="p" variant="body-medium" color="secondary">
              {`No incident was told of this service${where}.`}
            </Text>
          ) : (
            <>
              <ul className={styles.incidents}>
                {items.map(incident => (
                  <IncidentItem key={incident.id} incident={incident} />
                ))}
              </ul>
              {nextCursor !== undefined && (
                <Text as="p" variant="body-small" color="secondary">
                  {`The newest ${items.length}; there are older ones.`}
                </Text>
              )}
            </>
          )
        }
      </ResourceStates>
    </Panel>
  );
};
