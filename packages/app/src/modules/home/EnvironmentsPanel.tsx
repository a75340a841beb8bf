import { Fragment } from 'react';
import { Button, ButtonLink, Link, Text } from '@backstage/ui';
import { Loadable } from '../../hooks/useLoadable';
import { EmptyState } from '../../components/EmptyState';
import { EnvironmentView } from '@portico/plugin-environments-common';
import { EnvironmentRow } from './EnvironmentRow';
import { Environments } from './fetchEnvironments';
import { Loaded } from '../../components/Loaded';
import { isOwn } from './isOwn';
import { Panel } from './Panel';
import styles from './Home.module.css';

const SHOWN = 5;

interface Group {
  /** Null where nobody knows yet whose they are. */
  title: string | null;
  items: readonly EnvironmentView[];
}

/** The reader's own first; within each, the order they came in. */
function ownFirst(
  items: readonly EnvironmentView[],
  owns: readonly string[] | undefined,
): Group[] {
  if (!owns) {
    return [{ title: null, items: items.slice(0, SHOWN) }];
  }
  const own = items.filter(({ owner }) => isOwn(owner, owns)).slice(0, SHOWN);
  const others = items.filter(({ owner }) => !isOwn(owner, owns));
  return [
    { title: 'Yours', items: own },
    { title: 'Others', items: others.slice(0, SHOWN - own.length) },
  ].filter(group => group.items.length > 0);
}

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
  owns: readonly string[] | undefined;
  now: Date;
  onRetry: () => void;
}) => {
  const { environments, owns, now, onRetry } = props;
  if (!environments.installed) {
    return <NotSetUp />;
  }
  const { items, complete } = environments;
  if (items.length === 0) {
    return complete ? <NoneYet /> : <NoneRead onRetry={onRetry} />;
  }
  return (
    <>
      {ownFirst(items, owns).map(group => (
        <Fragment key={group.title}>
          {group.title && (
            <Text
              as="h3"
              variant="body-small"
              color="secondary"
              className={styles.groupTitle}
            >
              {group.title}
            </Text>
          )}
          <ul className={styles.rows}>
            {group.items.map(item => (
              <EnvironmentRow key={item.name} environment={item} now={now} />
            ))}
          </ul>
        </Fragment>
      ))}
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

/** The environments, the reader's own first. */
export const EnvironmentsPanel = (props: {
  environments: Loadable<Environments>;
  /** Undefined until it is known who reads. */
  owns: readonly string[] | undefined;
  now: Date;
  onRetry: () => void;
}) => {
  const { environments, owns, now, onRetry } = props;
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
          <EnvironmentList
            environments={value}
            owns={owns}
            now={now}
            onRetry={onRetry}
          />
        )}
      </Loaded>
    </Panel>
  );
};
