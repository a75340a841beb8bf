import { Link } from '@backstage/ui';
import type {
  ProgressEntry,
  ProgressStatus,
  ProgressStep,
} from '@portico/plugin-environments-common';
import {
  RiCheckboxCircleFill,
  RiCircleLine,
  RiCloseCircleFill,
  RiIndeterminateCircleLine,
  RiQuestionLine,
  RiRecordCircleLine,
} from '@remixicon/react';
import type { ReactNode } from 'react';
import styles from './ProgressLine.module.css';

const STATUSES: Readonly<
  Record<ProgressStatus, { word: string; icon: ReactNode }>
> = {
  done: { word: 'done', icon: <RiCheckboxCircleFill size={20} /> },
  current: { word: 'under way', icon: <RiRecordCircleLine size={20} /> },
  waiting: { word: 'later', icon: <RiCircleLine size={20} /> },
  skipped: {
    word: 'not needed',
    icon: <RiIndeterminateCircleLine size={20} />,
  },
  failed: { word: 'stopped here', icon: <RiCloseCircleFill size={20} /> },
  unknown: { word: 'not known', icon: <RiQuestionLine size={20} /> },
};

/** What a step leads to and whom it waits for. */
export interface StepDetail {
  href?: string;
  isExternal?: boolean;
  /** In place of "under way". */
  word?: string;
}

const StepTitle = ({ title, detail }: { title: string; detail?: StepDetail }) =>
  detail?.href ? (
    <Link
      href={detail.href}
      className={styles.title}
      {...(detail.isExternal
        ? { target: '_blank', rel: 'noopener noreferrer' }
        : {})}
    >
      {title}
    </Link>
  ) : (
    <span className={styles.title}>{title}</span>
  );

/** The steps of one wish, each with icon and word. */
export const ProgressLine = ({
  entries,
  details = {},
}: {
  entries: readonly ProgressEntry[];
  details?: Partial<Record<ProgressStep, StepDetail>>;
}) => (
  <ol className={styles.line} aria-label="Progress">
    {entries.map(({ step, title, status }) => (
      <li
        key={step}
        className={styles.step}
        data-status={status}
        aria-current={status === 'current' ? 'step' : undefined}
      >
        <span className={styles.icon} aria-hidden="true">
          {STATUSES[status].icon}
        </span>
        <StepTitle title={title} detail={details[step]} />
        <span className={styles.word}>
          {(status === 'current' && details[step]?.word) ||
            STATUSES[status].word}
        </span>
      </li>
    ))}
  </ol>
);
