import { ReactElement } from 'react';
import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCircleLine,
  RiCloseCircleFill,
  RiLoader4Line,
} from '@remixicon/react';
import styles from './StateMark.module.css';

/** What kind of news a state is. */
export type Tone = 'positive' | 'negative' | 'warning' | 'active' | 'quiet';

/** The news that the light of a health state is. */
export const LIGHT_TONES: Readonly<
  Record<'green' | 'blue' | 'amber' | 'red' | 'grey', Tone>
> = {
  green: 'positive',
  blue: 'active',
  amber: 'warning',
  red: 'negative',
  grey: 'quiet',
};

const ICONS: Record<Tone, ReactElement> = {
  positive: <RiCheckboxCircleFill size={16} aria-hidden />,
  negative: <RiCloseCircleFill size={16} aria-hidden />,
  warning: <RiAlertFill size={16} aria-hidden />,
  active: <RiLoader4Line size={16} aria-hidden />,
  quiet: <RiCircleLine size={16} aria-hidden />,
};

/** A state as icon and word; the colour only repeats what they say. */
export const StateMark = (props: { tone: Tone; word: string }) => (
  <span className={styles.mark} data-tone={props.tone}>
    {ICONS[props.tone]}
    <span>{props.word}</span>
  </span>
);
