import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Select } from '@backstage/ui';
import type { ServiceRow } from '../../api';
import { useRow } from '../../hooks/useRow';
import { useUrl } from '../../hooks/useUrl';
import { DoraPanel } from '../Dora';
import { HistoryPanel } from '../History';
import { IncidentsPanel } from '../Incidents';
import { usePromoteAccess } from '../Promote';
import { SourcesNotice } from '../SourcesNotice';
import { NothingToldOf, ResourceStates } from '../states';
import styles from './DeploymentsTab.module.css';
import { WhereItRuns } from './WhereItRuns';

const ALL = 'all';

/** The environment that the whole tab is about. */
const EnvironmentChoice = ({
  environments,
  chosen,
  onChange,
}: {
  environments: readonly string[];
  chosen: string | null;
  onChange: (environment: string | null) => void;
}) => {
  // An address may name one that nothing is known of; it is still what was asked for.
  const names = new Set([...environments, ...(chosen ? [chosen] : [])]);
  return (
    <Select
      label="Environment"
      className={styles.choice}
      options={[
        { value: ALL, label: 'All environments' },
        ...[...names].map(name => ({ value: name, label: name })),
      ]}
      value={chosen ?? ALL}
      onChange={value => onChange(value === ALL ? null : String(value))}
    />
  );
};

const Known = ({ entity, row }: { entity: Entity; row: ServiceRow }) => {
  const [params, change] = useUrl();
  const chosen = params.get('environment') || null;
  const access = usePromoteAccess(row.entityRef);
  return (
    <>
      <EnvironmentChoice
        environments={row.cells.map(({ environment }) => environment)}
        chosen={chosen}
        onChange={environment => change({ environment, cursor: null })}
      />
      <div className={styles.columns}>
        <WhereItRuns
          entity={entity}
          row={row}
          chosen={chosen}
          access={access}
        />
        <IncidentsPanel entityRef={row.entityRef} environment={chosen} />
      </div>
      <HistoryPanel entity={entity} row={row} access={access} />
      <DoraPanel entityRef={row.entityRef} />
    </>
  );
};

/** The deployments of one service: where it runs, what was deployed, and how well it goes. */
export const DeploymentsTab = () => {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const resource = useRow(entityRef);
  return (
    <div className={styles.tab}>
      <SourcesNotice />
      <ResourceStates
        resource={resource}
        what="the deployments of this service"
        shape="table"
      >
        {row =>
          row.cells.length === 0 ? (
            <NothingToldOf
              entityRef={entityRef}
              environment={row.environments.at(-1)}
            />
          ) : (
            <Known entity={entity} row={row} />
          )
        }
      </ResourceStates>
    </div>
  );
};
