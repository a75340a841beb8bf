import { ButtonLink, Link } from '@backstage/ui';
import { Loadable } from '../../hooks/useLoadable';
import { EmptyState } from '../../components/EmptyState';
import { Overview } from './fetchOverview';
import type { Running } from './fetchRunning';
import { Loaded } from '../../components/Loaded';
import { Panel } from './Panel';
import { ServiceRow } from './ServiceRow';
import styles from './Home.module.css';

const ALL_SERVICES = '/catalog?filters[user]=all';

function whyEmpty(groups: string[] | undefined): string {
  if (!groups) {
    return 'We do not know your groups yet, so we cannot tell which services are yours.';
  }
  if (groups.length === 0) {
    return 'You are in no group yet, and services belong to groups.';
  }
  const names = new Intl.ListFormat('en').format(groups);
  return groups.length === 1
    ? `Your group ${names} owns no service.`
    : `Your groups ${names} own no service.`;
}

const ServiceList = (props: {
  overview: Overview;
  running: Loadable<Running>;
  now: Date;
  groups?: string[];
}) => {
  const { services } = props.overview;
  if (services.length === 0) {
    return (
      <EmptyState
        why={whyEmpty(props.groups)}
        action={
          <ButtonLink href={ALL_SERVICES} variant="secondary">
            See all services
          </ButtonLink>
        }
      />
    );
  }
  return (
    <ul className={styles.rows}>
      {services.map(service => (
        <ServiceRow
          key={service.ref}
          service={service}
          running={props.running}
          now={props.now}
        />
      ))}
    </ul>
  );
};

/** What the reader's groups own. */
export const MyServices = (props: {
  overview: Loadable<Overview>;
  /** What runs of them. */
  running: Loadable<Running>;
  now: Date;
  /** Undefined while it is not known. */
  groups: string[] | undefined;
  onRetry: () => void;
}) => {
  const { overview, running, now, groups, onRetry } = props;
  const some =
    overview.status === 'ready' && overview.value.services.length > 0;

  return (
    <Panel
      title="My services"
      aside={
        some && (
          <Link
            href={ALL_SERVICES}
            variant="body-medium"
            className={styles.link}
          >
            All services
          </Link>
        )
      }
    >
      <Loaded
        loadable={overview}
        what="your services"
        waitingFor="the catalog"
        access={{ permission: 'catalog.entity.read', grantedBy: 'platform' }}
        onRetry={onRetry}
      >
        {value => (
          <ServiceList
            overview={value}
            running={running}
            now={now}
            groups={groups}
          />
        )}
      </Loaded>
    </Panel>
  );
};
