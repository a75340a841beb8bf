import { Container, Text } from '@backstage/ui';
import { useIsLate } from '../../hooks/useIsLate';
import { useNow } from '../../hooks/useNow';
import { combineNeeds } from './combineNeeds';
import { CreateActions } from './CreateActions';
import { EnvironmentsPanel } from './EnvironmentsPanel';
import { FirstSteps } from './FirstSteps';
import { Greeting } from './Greeting';
import { MyServices } from './MyServices';
import { NeedsList } from './NeedsList';
import { SourceChip } from './SourceChip';
import { useHome } from './useHome';
import { useKeptIds } from './useKeptIds';
import styles from './Home.module.css';

const longDate = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});

/** The home page at a given moment. */
export const HomeAt = ({ now }: { now: Date }) => {
  const home = useHome();
  const { person, overview, environments, sources } = home;
  const opened = useKeptIds('opened-changes');
  // A storage that fails says nothing; to be told twice is better than not at all.
  const late = useIsLate();
  const needs = combineNeeds(
    {
      person: person.state,
      environments: environments.state,
      toDecide: home.toDecide.state,
      requested: home.requested.state,
      sources: sources.state,
      seen: opened.ids ?? (late ? [] : undefined),
    },
    now,
  );
  const known = overview.state.status === 'ready' ? overview.state.value : null;
  const who = person.state.status === 'ready' ? person.state.value : undefined;

  return (
    <main>
      <Container className={styles.page}>
        <header className={styles.header}>
          <div className={styles.headline}>
            <div className={styles.overline}>
              <Text variant="body-medium" color="secondary">
                {longDate.format(now)}
              </Text>
              <SourceChip sources={sources.state} />
            </div>
            <Greeting person={person.state} needs={needs} now={now} />
          </div>
          <CreateActions template={known?.serviceTemplate} />
        </header>
        <NeedsList
          needs={needs}
          now={now}
          onOpen={({ seenAs }) => seenAs && opened.keep([seenAs])}
          onRetry={home.retry}
        />
        <FirstSteps service={known?.services[0]} />
        <div className={styles.panels}>
          <MyServices
            overview={overview.state}
            running={home.running}
            now={now}
            groups={who?.groups}
            onRetry={overview.retry}
          />
          <EnvironmentsPanel
            environments={environments.state}
            owns={who?.owns}
            now={now}
            onRetry={home.retry}
          />
        </div>
      </Container>
    </main>
  );
};

/** The home page now. */
export const HomePage = () => <HomeAt now={useNow()} />;
