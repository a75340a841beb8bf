import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCircleLine,
  RiCloseCircleFill,
  RiLoader4Line,
} from '@remixicon/react';
import type { ReactNode } from 'react';
import type { StateWords, Tone } from '../format/states';
import styles from './StateWord.module.css';

const ICONS: Readonly<Record<Tone, ReactNode>> = {
  positive: <RiCheckboxCircleFill size={16} />,
  negative: <RiCloseCircleFill size={16} />,
  warning: <RiAlertFill size={16} />,
  active: <RiLoader4Line size={16} />,
  neutral: <RiCircleLine size={16} />,
};

/** A state as icon and word; the colour only repeats what they say. */
export const StateWord = ({ state }: { state: StateWords }) => (
  <span className={styles.state} data-tone={state.tone}>
    <span className={styles.icon} aria-hidden="true">
      {ICONS[state.tone]}
    </span>
    {state.word}
  </span>
);
