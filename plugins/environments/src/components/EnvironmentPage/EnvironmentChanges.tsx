import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { environmentsChangeReadPermission } from '@portico/plugin-environments-common';
import { useCallback } from 'react';
import { environmentsApiRef } from '../../api';
import { useResource } from '../../hooks/useResource';
import { ChangeList } from '../ChangeList';
import { ResourceStates } from '../states';

/** The changes of an environment that the reader may see, newest first. */
export const EnvironmentChanges = ({ name }: { name: string }) => {
  const api = useApi(environmentsApiRef);
  const changes = useResource(
    useCallback(
      (signal: AbortSignal) => api.listChanges({ name }, { signal }),
      [api, name],
    ),
    { pace: () => 'quiet' },
  );
  return (
    <ResourceStates
      resource={changes}
      what="the changes"
      permission={environmentsChangeReadPermission.name}
    >
      {({ items }) =>
        items.length === 0 ? (
          <Text as="p" variant="body-medium" color="secondary">
            No change that you may see. You see changes that you asked for, that
            your groups own, and that you are asked to approve.
          </Text>
        ) : (
          <ChangeList changes={items} label="Changes" />
        )
      }
    </ResourceStates>
  );
};
