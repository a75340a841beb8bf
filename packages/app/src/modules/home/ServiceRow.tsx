import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { Link, Text } from '@backstage/ui';
import {
  healthLight,
  healthWord,
  type OverviewItem,
} from '@portico/plugin-deployments-common';
import { OriginTag } from '../../components/OriginTag';
import { LIGHT_TONES, StateMark } from '../../components/StateMark';
import { Loadable } from '../../hooks/useLoadable';
import { agoWords, joinWords } from '../../words/timeWords';
import { OwnedService } from './fetchOverview';
import type { Running } from './fetchRunning';
import styles from './Home.module.css';

/** How the catalog reads an owner that is a mere name. */
const GROUP = { defaultKind: 'group', defaultNamespace: 'default' };

/** What the catalog knows of a service. */
function factsOf({ lifecycle, owner }: OwnedService): string {
  return joinWords([
    lifecycle,
    `owned by ${parseEntityRef(owner, GROUP).name}`,
  ]);
}

/** What runs, in one line: "1.4.2 in prod · 3 days ago". */
function runsWords(item: OverviewItem, now: Date): string {
  const { version, environment, deployedAt } = item;
  return joinWords([
    version === null
      ? `no version known in ${environment}`
      : `${version} in ${environment}`,
    deployedAt !== null && agoWords(new Date(deployedAt), now),
  ]);
}

const Runs = ({ item, now }: { item: OverviewItem; now: Date }) => (
  <>
    <li className={styles.health} title={item.reason}>
      {item.origin !== 'live' && <OriginTag origin={item.origin} />}
      <StateMark
        tone={LIGHT_TONES[healthLight(item.state)]}
        word={healthWord(item.state)}
      />
    </li>
    <li>{runsWords(item, now)}</li>
  </>
);

/** How a service is doing, or why that is not said; nothing until it was read. */
const RunningFacts = (props: {
  service: OwnedService;
  running: Loadable<Running>;
  now: Date;
}) => {
  const { service, running, now } = props;
  switch (running.status) {
    case 'loading':
      return null;
    case 'failed':
      return <li>What runs could not be read</li>;
    default: {
      if (!running.value.installed) {
        return null;
      }
      const item = running.value.byRef.get(service.ref);
      return item ? (
        <Runs item={item} now={now} />
      ) : (
        <li>No deployment known</li>
      );
    }
  }
};

/** One service of the home page's list. */
export const ServiceRow = (props: {
  service: OwnedService;
  running: Loadable<Running>;
  now: Date;
}) => {
  const { service, running, now } = props;
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
        <RunningFacts service={service} running={running} now={now} />
        <li>{factsOf(service)}</li>
      </ul>
    </li>
  );
};
