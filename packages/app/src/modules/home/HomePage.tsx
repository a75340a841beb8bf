import { Container, Skeleton, Text } from '@backstage/ui';
import { CreateActions } from './CreateActions';
import { EnvironmentsPanel } from './EnvironmentsPanel';
import { FirstSteps } from './FirstSteps';
import { greeting } from './greeting';
import { MyServices } from './MyServices';
import { useHome } from './useHome';
import styles from './Home.module.css';

const longDate = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});

/** The home page at a given moment. */
export const HomeAt = ({ now }: { now: Date }) => {
  const { person, overview, environments } = useHome();
  const known = overview.state.status === 'ready' ? overview.state.value : null;
  const groups =
    person.state.status === 'ready' ? person.state.value.groups : [];

  return (
    <Container className={styles.page}>
      <header className={styles.header}>
        <div className={styles.greeting}>
          <Text variant="body-medium" color="secondary">
            {longDate.format(now)}
          </Text>
          <Text as="h1" variant="title-medium" weight="bold">
            {person.state.status === 'ready' ? (
              greeting(now, person.state.value.name)
            ) : (
              <Skeleton width={280} height={40} />
            )}
          </Text>
        </div>
        <CreateActions template={known?.serviceTemplate} />
      </header>
      <FirstSteps service={known?.services[0]} />
      <div className={styles.panels}>
        <MyServices
          overview={overview.state}
          groups={groups}
          onRetry={overview.retry}
        />
        <EnvironmentsPanel
          environments={environments.state}
          now={now}
          onRetry={environments.retry}
        />
      </div>
    </Container>
  );
};

/** The home page now; the clock is read each time the page is opened. */
export const HomePage = () => <HomeAt now={new Date()} />;
