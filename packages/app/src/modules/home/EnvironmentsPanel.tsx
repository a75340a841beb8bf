import { Button, ButtonLink, Link, Text } from '@backstage/ui';
import { Loadable } from '../../hooks/useLoadable';
import { EmptyState } from './EmptyState';
import { EnvironmentRow } from './EnvironmentRow';
import { Environments } from './fetchEnvironments';
import { Loaded } from './Loaded';
import { Panel } from './Panel';
import styles from './Home.module.css';

const SHOWN = 6;

const NotSetUp = () => (
  <div className={styles.empty}>
    <Text as="p" variant="body-medium" color="secondary">
      Environments are not set up: add{' '}
      <code>@portico/plugin-environments-backend</code> to the backend.
    </Text>
  </div>
);

const NoneYet = () => (
  <EmptyState
    why="There is no environment yet."
    action={
      <ButtonLink href="/environments/new" variant="secondary">
        Create the first
      </ButtonLink>
    }
  />
);

const NoneRead = (props: { onRetry: () => void }) => (
  <EmptyState
    why="No environment could be read: not every source answered."
    action={
      <Button variant="secondary" onPress={props.onRetry}>
        Try again
      </Button>
    }
  />
);

const EnvironmentList = (props: {
  environments: Environments;
  now: Date;
  onRetry: () => void;
}) => {
  const { environments, now, onRetry } = props;
  if (!environments.installed) {
    return <NotSetUp />;
  }
  const { items, complete } = environments;
  if (items.length === 0) {
    return complete ? <NoneYet /> : <NoneRead onRetry={onRetry} />;
  }
  return (
    <>
      <ul className={styles.rows}>
        {items.slice(0, SHOWN).map(item => (
          <EnvironmentRow key={item.name} environment={item} now={now} />
        ))}
      </ul>
      {!complete && (
        <Text
          as="p"
          variant="body-small"
          color="warning"
          className={styles.notice}
        >
          Some may be missing: not every source answered.
        </Text>
      )}
    </>
  );
};

/** The environments, what needs somebody first. */
export const EnvironmentsPanel = (props: {
  environments: Loadable<Environments>;
  now: Date;
  onRetry: () => void;
}) => {
  const { environments, now, onRetry } = props;
  const ready = environments.status === 'ready' && environments.value;
  const count = ready && ready.installed ? ready.items.length : 0;

  return (
    <Panel
      title="Environments"
      aside={
        count > 0 && (
          <Link
            href="/environments"
            variant="body-medium"
            className={styles.link}
          >
            {count > SHOWN ? `All ${count}` : 'All'}
          </Link>
        )
      }
    >
      <Loaded
        loadable={environments}
        what="the environments"
        waitingFor="the environments backend"
        access={{
          permission: 'environments.environment.read',
          grantedBy: 'platform',
        }}
        onRetry={onRetry}
      >
        {value => (
          <EnvironmentList environments={value} now={now} onRetry={onRetry} />
        )}
      </Loaded>
    </Panel>
  );
};
