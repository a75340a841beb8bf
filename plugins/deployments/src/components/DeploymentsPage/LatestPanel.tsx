import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  deploymentTime,
  deploymentTitle,
  type Deployment,
} from '@portico/plugin-deployments-common';
import { useCallback } from 'react';
import { byWords } from '../../words/refs';
import { deploymentsApiRef } from '../../api';
import { useResource } from '../../hooks/useResource';
import { QuietAge } from '../Age';
import { EntityLink } from '../EntityLink';
import { StatusMark } from '../Mark';
import { OriginTag } from '../OriginTag';
import { Panel } from '../Panel';
import { ResourceStates } from '../states';
import styles from './Matrix.module.css';

const SHOWN = 10;

const LatestItem = ({ deployment }: { deployment: Deployment }) => {
  const at = deploymentTime(deployment);
  return (
    <li className={styles.latestItem}>
      <span className={styles.latestMain}>
        <span className={styles.line}>
          <EntityLink
            entityRef={deployment.entityRef}
            path="/deployments"
            weight="bold"
          />
          <OriginTag origin={deployment.origin} />
        </span>
        <span>{deploymentTitle(deployment)}</span>
      </span>
      <span className={styles.latestSide}>
        <StatusMark status={deployment.status} />
        <span className={styles.age}>
          {at === null ? 'when is not known' : <QuietAge at={at} />}
          {` · ${byWords(deployment.who)}`}
        </span>
      </span>
    </li>
  );
};

/** What was deployed last, of all services. */
export const LatestPanel = () => {
  const api = useApi(deploymentsApiRef);
  const resource = useResource(
    useCallback(
      (signal: AbortSignal) =>
        api.listDeployments({ limit: SHOWN }, { signal }),
      [api],
    ),
  );
  return (
    <Panel title="Latest deployments">
      <ResourceStates
        resource={resource}
        what="the latest deployments"
        shape="card"
      >
        {({ items }) =>
          items.length === 0 ? (
            <Text as="p" variant="body-medium" color="secondary">
              No deployment was told. What runs may still have been seen.
            </Text>
          ) : (
            <ul className={styles.latest}>
              {items.map(deployment => (
                <LatestItem key={deployment.id} deployment={deployment} />
              ))}
            </ul>
          )
        }
      </ResourceStates>
    </Panel>
  );
};
