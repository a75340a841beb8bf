import { Link, Skeleton } from '@backstage/ui';
import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiQuestionLine,
} from '@remixicon/react';
import {
  isSourceBroken,
  SourceStatus,
  sourceSummary,
} from '@portico/plugin-timeline-common';
import { Loadable } from '../../hooks/useLoadable';
import { clockWords } from '../../words/timeWords';
import { PluginAnswer, sourceRows } from '../connections';
import styles from './SourceChip.module.css';

const Chip = (props: { tone: string; icon: JSX.Element; words: string }) => (
  <Link
    href="/connections"
    variant="body-small"
    standalone
    className={styles.chip}
    data-tone={props.tone}
  >
    {props.icon}
    {props.words}
  </Link>
);

const BROKEN = { tone: 'negative', Icon: RiAlertFill };
const UNSURE = { tone: 'warning', Icon: RiQuestionLine };
const FINE = { tone: 'positive', Icon: RiCheckboxCircleFill };

/** A check only where something works and nothing is left open. */
function markOf(sources: readonly SourceStatus[]) {
  const states = sources.map(({ state }) => state);
  if (states.some(isSourceBroken)) {
    return BROKEN;
  }
  return states.includes('ok') && !states.includes('unknown') ? FINE : UNSURE;
}

/** How much of what the page shows is real, in one line that leads to the connections. */
export const SourceChip = (props: { sources: Loadable<PluginAnswer[]> }) => {
  const { sources } = props;
  switch (sources.status) {
    case 'loading':
      return <Skeleton width={200} height={20} />;
    case 'failed':
      return (
        <Chip
          tone="warning"
          icon={<RiQuestionLine size={14} aria-hidden />}
          words="We could not ask the sources"
        />
      );
    default: {
      const rows = sourceRows(sources.value).map(({ source }) => source);
      if (rows.length === 0) {
        return null;
      }
      const old = sources.stale !== undefined;
      const { tone, Icon } = old ? UNSURE : markOf(rows);
      const age = old ? ` at ${clockWords(new Date(sources.at))}` : '';
      return (
        <Chip
          tone={tone}
          icon={<Icon size={14} aria-hidden />}
          words={`${sourceSummary(rows)}${age}`}
        />
      );
    }
  }
};
