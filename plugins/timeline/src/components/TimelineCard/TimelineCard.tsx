import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Timeline, type TimelineSubject } from '../Timeline';

function subjectOf(entity: Entity): TimelineSubject {
  const { name, title } = entity.metadata;
  const isEnvironment = entity.kind.toLocaleLowerCase('en-US') === 'resource';
  return {
    entityRef: stringifyEntityRef(entity),
    name: title ?? name,
    environment: isEnvironment ? name : undefined,
  };
}

/** The timeline of an entity on its page in the catalog. */
export const TimelineCard = ({
  hasEnvironmentSwitch,
}: {
  /** False where the page around it has one. */
  hasEnvironmentSwitch: boolean;
}) => {
  const { entity } = useEntity();
  return (
    <Timeline
      subject={subjectOf(entity)}
      hasEnvironmentSwitch={hasEnvironmentSwitch}
    />
  );
};
