import { ReactElement, useState } from 'react';
import { Alert, Button, ButtonLink, Text } from '@backstage/ui';
import {
  RiAlertFill,
  RiCloseCircleFill,
  RiQuestionnaireFill,
  RiTimeFill,
} from '@remixicon/react';
import { OriginTag } from '../../components/OriginTag';
import { joinWords, sinceWords } from '../../words/timeWords';
import { Needs } from './combineNeeds';
import type { Need } from './needs';
import { Panel } from './Panel';
import styles from './NeedsList.module.css';

/** More than this and the services below are out of sight. */
const SHOWN = 3;

const ICONS: Record<Need['kind'], ReactElement> = {
  'environment-failed': <RiCloseCircleFill data-tone="negative" />,
  'source-broken': <RiCloseCircleFill data-tone="negative" />,
  'change-stopped': <RiCloseCircleFill data-tone="negative" />,
  'environment-ends-today': <RiTimeFill data-tone="warning" />,
  'environment-ends-soon': <RiTimeFill data-tone="warning" />,
  'environment-drifted': <RiAlertFill data-tone="warning" />,
  'change-to-decide': <RiQuestionnaireFill data-tone="info" />,
  'change-ended': <RiAlertFill data-tone="warning" />,
};

function detailsOf({ kind, where, reason, since }: Need, now: Date): string {
  // When an environment ends, its title says already.
  const ends = kind.startsWith('environment-ends');
  return joinWords([where, reason, !ends && since && sinceWords(since, now)]);
}

const NeedRow = (props: { need: Need; now: Date; onOpen: () => void }) => {
  const { need, now, onOpen } = props;

  return (
    <li className={styles.need}>
      <span className={styles.icon} aria-hidden="true">
        {ICONS[need.kind]}
      </span>
      <div className={styles.told}>
        <span className={styles.what}>
          <Text variant="body-medium" weight="bold">
            {need.what}
          </Text>
          {need.origin !== 'live' && <OriginTag origin={need.origin} />}
        </span>
        <Text as="p" variant="body-small" color="secondary">
          {detailsOf(need, now)}
        </Text>
      </div>
      <ButtonLink
        href={need.action.href}
        variant="secondary"
        size="small"
        aria-label={`${need.action.label}: ${need.what}`}
        onPress={onOpen}
      >
        {need.action.label}
      </ButtonLink>
    </li>
  );
};

/** Says that more may need the reader, and why that could not be asked. */
const NotAsked = (props: { problems: string[]; onRetry: () => void }) => (
  <Alert
    role="alert"
    status="warning"
    icon
    title="We could not ask which changes need you"
    description={props.problems.join(' ')}
    customActions={
      <Button size="small" variant="secondary" onPress={props.onRetry}>
        Try again
      </Button>
    }
  />
);

/** What needs the reader, the most urgent first; not there where nothing does. */
export const NeedsList = (props: {
  needs: Needs | undefined;
  now: Date;
  onOpen: (need: Need) => void;
  onRetry: () => void;
}) => {
  const { needs, now, onOpen, onRetry } = props;
  const { items = [], problems = [] } = needs ?? {};
  const [all, setAll] = useState(false);

  return (
    <>
      {problems.length > 0 && (
        <NotAsked problems={problems} onRetry={onRetry} />
      )}
      {items.length > 0 && (
        <Panel title="Needs you">
          <ul className={styles.needs}>
            {items.slice(0, all ? undefined : SHOWN).map(need => (
              <NeedRow
                key={need.id}
                need={need}
                now={now}
                onOpen={() => onOpen(need)}
              />
            ))}
          </ul>
          {!all && items.length > SHOWN && (
            <Button
              size="small"
              variant="tertiary"
              onPress={() => setAll(true)}
            >
              Show all {items.length}
            </Button>
          )}
        </Panel>
      )}
    </>
  );
};
