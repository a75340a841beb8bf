import { Button, Text } from '@backstage/ui';
import { RiPulseLine } from '@remixicon/react';
import {
  sourceLight,
  SourceStatus,
  sourceStateWord,
} from '@portico/plugin-timeline-common';
import { OriginTag } from '../../components/OriginTag';
import { Snippet } from '../../components/Snippet';
import { StateMark, Tone } from '../../components/StateMark';
import { joinWords, sinceWords } from '../../words/timeWords';
import { keyOf, SourceRow } from './sourceRows';
import { SourceTest, testWords } from './SourceTest';
import styles from './Connections.module.css';

const TONES: Record<ReturnType<typeof sourceLight>, Tone> = {
  green: 'positive',
  amber: 'warning',
  red: 'negative',
};

/** What is missing, and who can do something about it. */
const Missing = ({ source }: { source: SourceStatus }) => {
  const verb = source.state === 'not-allowed' ? 'grant it' : 'set it up';
  return (
    <Text as="p" variant="body-medium">
      {source.missing && (
        <>
          Missing: <span className={styles.missing}>{source.missing}</span>.{' '}
        </>
      )}
      Members of platform can {verb}.
    </Text>
  );
};

/** One source: how it does, why, since when, what to do, and a test. */
export const SourceItem = (props: {
  row: SourceRow;
  test: SourceTest | undefined;
  now: Date;
  onTest: () => void;
}) => {
  const { row, test, now, onTest } = props;
  const { plugin, source, testable } = row;
  const { id, title, state, reason, since, missing, snippet } = source;
  const toDo =
    missing !== null || ['not-allowed', 'not-set-up'].includes(state);

  return (
    <li id={keyOf(plugin, id)} tabIndex={-1} className={styles.source}>
      <div className={styles.mark}>
        <StateMark
          tone={TONES[sourceLight(state)]}
          word={sourceStateWord(state)}
        />
      </div>
      <div className={styles.told}>
        <div className={styles.title}>
          <Text as="h4" variant="body-large" weight="bold">
            {title}
          </Text>
          {/* What is not set up, or told of nothing, has no data that could come from anywhere. */}
          {testable && state !== 'not-set-up' && (
            <OriginTag origin={source.origin} />
          )}
        </div>
        {(reason || since) && (
          <Text as="p" variant="body-medium" color="secondary">
            {joinWords([reason, since && sinceWords(since, now)])}
          </Text>
        )}
        {toDo && <Missing source={source} />}
        {snippet && (
          <Snippet label={`What to copy for ${title}`} text={snippet} />
        )}
        <Text
          as="p"
          variant="body-small"
          color={test?.status === 'failed' ? 'danger' : 'secondary'}
          aria-live="polite"
          className={styles.tested}
        >
          {testWords(test)}
        </Text>
      </div>
      {testable && (
        <Button
          variant="secondary"
          size="small"
          iconStart={<RiPulseLine />}
          aria-label={`Test ${title}`}
          isPending={test?.status === 'running'}
          onPress={onTest}
        >
          Test
        </Button>
      )}
    </li>
  );
};
