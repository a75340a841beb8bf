import { memo } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useAppSearchParams } from '@backstage/frontend-plugin-api';
import {
  EntityOrphanWarning,
  EntityProcessingErrorsPanel,
  EntityRelationWarning,
  EntitySwitch,
  hasCatalogProcessingErrors,
  hasRelationWarnings,
  isOrphan,
} from '@backstage/plugin-catalog';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { EntityContentLayoutProps } from '@backstage/plugin-catalog-react/alpha';
import type { ServiceRow } from '@portico/plugin-deployments';
import type { MatrixCell } from '@portico/plugin-deployments-common';
import { reasonOf } from '../../components/FailedState';
import { Loaded } from '../../components/Loaded';
import type { Loadable } from '../../hooks/useLoadable';
import { useNow } from '../../hooks/useNow';
import { answersOf, noAnswers, type Answers } from './answers';
import { chooseEnvironment } from './chooseEnvironment';
import { EnvironmentSwitch } from './EnvironmentSwitch';
import { ServiceHead } from './ServiceHead';
import { NotInstalledError, useServiceRow } from './useServiceRow';
import styles from './ServicePage.module.css';

const ENVIRONMENT = 'environment';

/** What the catalog has to say against the entity itself; asked once, and not with each answer that comes. */
const Warnings = memo(() => (
  <>
    <EntitySwitch>
      <EntitySwitch.Case if={isOrphan}>
        <EntityOrphanWarning />
      </EntitySwitch.Case>
    </EntitySwitch>
    <EntitySwitch>
      <EntitySwitch.Case if={hasRelationWarnings}>
        <EntityRelationWarning />
      </EntitySwitch.Case>
    </EntitySwitch>
    <EntitySwitch>
      <EntitySwitch.Case if={hasCatalogProcessingErrors}>
        <EntityProcessingErrorsPanel />
      </EntitySwitch.Case>
    </EntitySwitch>
  </>
));

/** What the head says of one environment; undefined until it is known. */
function headAnswers(
  row: Loadable<ServiceRow>,
  cell: MatrixCell | null,
  now: Date,
): Answers | undefined {
  switch (row.status) {
    case 'loading':
      return undefined;
    case 'failed':
      return noAnswers(reasonOf(row.error));
    default:
      return answersOf(cell, now);
  }
}

/** The page of a service: five answers, the environment, the timeline, the cards, and the rest. */
export const ServiceLayout = ({ cards }: EntityContentLayoutProps) => {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const row = useServiceRow(entityRef);
  const now = useNow();
  const [params, setParams] = useAppSearchParams();
  const value = row.state.status === 'ready' ? row.state.value : null;
  const chosen = chooseEnvironment(value, params.get(ENVIRONMENT));
  const cell = value?.cells.find(one => one.environment === chosen) ?? null;
  // A portal without the plugin has no hole, and nothing that could be tried again.
  const isAsked =
    row.state.status !== 'loading' &&
    !(
      row.state.status === 'failed' &&
      row.state.error instanceof NotInstalledError
    );

  const choose = (environment: string) => {
    const next = new URLSearchParams(params);
    next.set(ENVIRONMENT, environment);
    setParams(next);
  };
  const of = (type: 'info' | 'content') =>
    cards.filter(card => (card.type ?? 'content') === type);
  const [first, ...rest] = of('content');

  return (
    <div className={styles.page}>
      <Warnings />
      <ServiceHead
        entity={entity}
        answers={headAnswers(row.state, cell, now)}
      />
      {isAsked && (
        <Loaded
          loadable={row.state}
          what="what runs"
          waitingFor="the deployments"
          access={{ permission: 'deployments.read', grantedBy: 'platform' }}
          onRetry={row.retry}
        >
          {({ cells }) =>
            chosen !== null && (
              <EnvironmentSwitch
                environments={cells.map(one => one.environment)}
                chosen={chosen}
                cell={cell}
                onChoose={choose}
              />
            )
          }
        </Loaded>
      )}
      {first?.element}
      <div className={styles.cards}>
        {of('info').map((card, index) => (
          <div key={index}>{card.element}</div>
        ))}
      </div>
      <div className={styles.contents}>
        {rest.map((card, index) => (
          <div key={index}>{card.element}</div>
        ))}
      </div>
    </div>
  );
};
