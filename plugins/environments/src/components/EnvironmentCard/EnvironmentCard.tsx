import { useApi } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ButtonLink, Card, CardBody, CardHeader, Text } from '@backstage/ui';
import {
  environmentsEnvironmentReadPermission,
  type EnvironmentView,
} from '@portico/plugin-environments-common';
import { useCallback } from 'react';
import { environmentsApiRef } from '../../api';
import {
  expiryWords,
  placeWords,
  priceWords,
} from '../../form/environmentRows';
import { ENVIRONMENT_STATES } from '../../format/states';
import { useLinks } from '../../hooks/useLinks';
import { useNow } from '../../hooks/useNow';
import { useResource } from '../../hooks/useResource';
import { OriginTag } from '../OriginTag';
import { ResourceStates } from '../states';
import { StateWord } from '../StateWord';
import styles from './EnvironmentCard.module.css';

const Facts = ({ view }: { view: EnvironmentView }) => {
  const now = useNow();
  const links = useLinks();
  return (
    <div className={styles.facts}>
      <span className={styles.state}>
        <StateWord state={ENVIRONMENT_STATES[view.state]} />
        <OriginTag origin={view.origin} />
      </span>
      <Text as="p" variant="body-medium">
        {[placeWords(view), `expires: ${expiryWords(view, now)}`].join(' · ')}
      </Text>
      <Text as="p" variant="body-medium">
        {priceWords(view)}
      </Text>
      <div>
        <ButtonLink
          size="small"
          variant="secondary"
          href={links.environment(view.name)}
        >
          Open the environment
        </ButtonLink>
      </div>
    </div>
  );
};

/** An environment on its page in the catalog: how it is, and the way to all of it. */
export const EnvironmentCard = () => {
  const { entity } = useEntity();
  const { name } = entity.metadata;
  const api = useApi(environmentsApiRef);
  const resource = useResource(
    useCallback(
      (signal: AbortSignal) => api.getEnvironment(name, { signal }),
      [api, name],
    ),
    { pace: () => 'quiet' },
  );
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small" weight="bold">
          Environment
        </Text>
      </CardHeader>
      <CardBody>
        <ResourceStates
          resource={resource}
          what="this environment"
          permission={environmentsEnvironmentReadPermission.name}
          notFound={
            <Text as="p" variant="body-medium">
              The portal knows no environment of this name. Its file may have
              been removed.
            </Text>
          }
        >
          {view => <Facts view={view} />}
        </ResourceStates>
      </CardBody>
    </Card>
  );
};
