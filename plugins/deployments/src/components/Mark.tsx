import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCircleLine,
  RiCloseCircleFill,
  RiLoader4Line,
} from '@remixicon/react';
import type { ReactNode } from 'react';
import {
  deploymentStatusWord,
  healthWord,
  type DeploymentStatus,
  type HealthState,
} from '@portico/plugin-deployments-common';
import { healthTone, STATUS_TONES, type Tone } from '../words/tones';
import styles from './Mark.module.css';

const ICONS: Readonly<Record<Tone, ReactNode>> = {
  positive: <RiCheckboxCircleFill size={16} />,
  negative: <RiCloseCircleFill size={16} />,
  warning: <RiAlertFill size={16} />,
  active: <RiLoader4Line size={16} />,
  neutral: <RiCircleLine size={16} />,
};

/** A tone as an icon; the words beside it say the same. */
export const ToneIcon = ({ tone }: { tone: Tone }) => (
  <span className={styles.icon} data-tone={tone} aria-hidden="true">
    {ICONS[tone]}
  </span>
);

/** A word with its tone as an icon; the colour only repeats what they say. */
export const Mark = ({ tone, word }: { tone: Tone; word: string }) => (
  <span className={styles.mark} data-tone={tone}>
    <ToneIcon tone={tone} />
    {word}
  </span>
);

/** How something is doing; what no cluster tells of is unknown. */
export const HealthMark = ({ state }: { state: HealthState | undefined }) => (
  <Mark
    tone={healthTone(state ?? 'unknown')}
    word={healthWord(state ?? 'unknown')}
  />
);

/** How far a deployment came. */
export const StatusMark = ({ status }: { status: DeploymentStatus }) => (
  <Mark tone={STATUS_TONES[status]} word={deploymentStatusWord(status)} />
);
