import { Text } from '@backstage/ui';
import {
  environmentsChangeReadPermission,
  type ChangeList as Changes,
} from '@portico/plugin-environments-common';
import type { Resource } from '../../hooks/useResource';
import { ChangeList } from '../ChangeList';
import { ResourceStates } from '../states';

/** The changes of an environment that the reader may see, newest first. */
export const EnvironmentChanges = ({
  resource,
}: {
  resource: Resource<Changes>;
}) => (
  <ResourceStates
    resource={resource}
    what="the changes"
    permission={environmentsChangeReadPermission.name}
    shape="list"
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
