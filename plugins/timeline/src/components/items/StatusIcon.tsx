import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiForbid2Line,
  RiInformationFill,
  RiLoader4Line,
  RiQuestionLine,
  RiTimeLine,
} from '@remixicon/react';
import type { TimelineStatus } from '@portico/plugin-timeline-common';
import type { ReactNode } from 'react';
import styles from './items.module.css';

/** Each status has a shape of its own; the colour only repeats what it says. */
const ICONS: Readonly<Record<TimelineStatus, ReactNode>> = {
  succeeded: <RiCheckboxCircleFill size={18} />,
  failed: <RiCloseCircleFill size={18} />,
  running: <RiLoader4Line size={18} />,
  waiting: <RiTimeLine size={18} />,
  warning: <RiAlertFill size={18} />,
  cancelled: <RiForbid2Line size={18} />,
  info: <RiInformationFill size={18} />,
  unknown: <RiQuestionLine size={18} />,
};

/** The status of an item as a picture; its word stands beside it or in a label. */
export const StatusIcon = ({ status }: { status: TimelineStatus }) => (
  <span className={styles.icon} data-status={status} aria-hidden="true">
    {ICONS[status]}
  </span>
);
