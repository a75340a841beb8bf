import { useEffect } from 'react';
import { useAppLocation } from '@backstage/frontend-plugin-api';
import { Container, Header } from '@backstage/ui';
import { FailedState } from '../../components/FailedState';
import { useNow } from '../../hooks/useNow';
import { LoadingSources } from './LoadingSources';
import { groupRows, keyOf, sourceRows } from './sourceRows';
import { SourceItem } from './SourceItem';
import { Summary } from './Summary';
import { useConnections } from './useConnections';
import styles from './Connections.module.css';

/** Brings the source that the address names into view, once it is there. */
function useDeepLink(ready: boolean): void {
  const { hash } = useAppLocation();

  useEffect(() => {
    if (!ready || hash.length < 2) {
      return;
    }
    focusSource(hash.slice(1));
  }, [ready, hash]);
}

function focusSource(id: string): void {
  const row = document.getElementById(id);
  row?.scrollIntoView({ block: 'center' });
  row?.focus({ preventScroll: true });
}

/** A source that does otherwise than before moves to another heading, and the focus with it. */
function followFocus(id: string): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) {
      focusSource(id);
    }
  });
}

const Content = () => {
  const { answers, tests, test, retry } = useConnections();
  const now = useNow();
  useDeepLink(answers.status === 'ready');

  if (answers.status === 'loading') {
    return <LoadingSources />;
  }
  if (answers.status === 'failed') {
    return (
      <FailedState
        what="the connections"
        error={answers.error}
        onRetry={retry}
      />
    );
  }
  const rows = sourceRows(answers.value);
  return (
    <>
      <Summary
        rows={rows}
        askedAt={new Date(answers.at)}
        stale={answers.stale}
        now={now}
        onAsk={retry}
      />
      {groupRows(rows).map(group => (
        <section key={group.title} aria-label={group.title}>
          <h3 className={styles.heading}>{group.title}</h3>
          <ul className={styles.sources}>
            {group.rows.map(row => {
              const { plugin, source } = row;
              const key = keyOf(plugin, source.id);
              return (
                <SourceItem
                  key={key}
                  row={row}
                  test={tests[key]}
                  now={now}
                  onTest={() =>
                    test(plugin, source.id).then(() => followFocus(key))
                  }
                />
              );
            })}
          </ul>
        </section>
      ))}
    </>
  );
};

/** How every source does that the portal takes its data from. */
export const ConnectionsPage = () => (
  <main>
    <Header
      title="Connections"
      description="Where the portal takes its data from, and how each source does. The same as ./portico doctor."
    />
    <Container className={styles.page}>
      <Content />
    </Container>
  </main>
);
