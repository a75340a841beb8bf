import { Button, Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import {
  RiCloudOffLine,
  RiInboxLine,
  RiLock2Line,
  RiPlug2Line,
  RiUserLine,
} from '@remixicon/react';
import { ageWords } from '@portico/plugin-timeline-common';
import type { LaneProblem, TimelineLane } from '@portico/plugin-timeline-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useNow } from '../../hooks/useNow';
import { laneNoun } from '../../marks/words';
import { clockTime } from '../../time/times';
import styles from './lanes.module.css';

/** After so long a wait is explained. */
const EXPLAIN_AFTER_MS = 10_000;

const Note = ({
  icon,
  role,
  action,
  children,
}: {
  icon: ReactNode;
  role?: 'alert' | 'status';
  action?: ReactNode;
  children: ReactNode;
}) => (
  <div className={styles.note} role={role}>
    <span className={styles.noteIcon} aria-hidden="true">
      {icon}
    </span>
    <Text as="div" variant="body-medium" color="secondary">
      {children}
    </Text>
    {action}
  </div>
);

const Retry = ({ onRetry }: { onRetry: () => void }) => (
  <Button size="small" variant="secondary" onPress={onRetry}>
    Retry
  </Button>
);

/** A lane that is being read; a long wait is explained. */
export const LoadingLane = ({ title }: { title: string }) => {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), EXPLAIN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-busy="true">
      <VisuallyHidden>Loading {laneNoun(title)}</VisuallyHidden>
      {long && (
        <Text as="p" variant="body-medium" color="secondary">
          Still waiting for {laneNoun(title)}.
        </Text>
      )}
      <Skeleton width="100%" height={28} />
    </div>
  );
};

/** Nothing happened, and that is true. */
export const EmptyLane = ({
  title,
  windowWords,
}: {
  title: string;
  /** Such as "these 7 days". */
  windowWords: string;
}) => (
  <Note icon={<RiInboxLine size={18} />}>
    {`No ${laneNoun(title)} in ${windowWords}`}
  </Note>
);

/** A lane that shows nothing, because what happened is not known. */
export const FailedLane = ({
  lane: { title, permission },
  problem: { kind, source, message },
  onRetry,
}: {
  lane: Pick<TimelineLane, 'title' | 'permission'>;
  problem: LaneProblem;
  onRetry: () => void;
}) => {
  switch (kind) {
    case 'not-allowed':
      return (
        <Note icon={<RiLock2Line size={18} />} role="alert">
          {`You are not allowed to see ${laneNoun(title)}. `}
          {permission !== undefined && (
            <>
              It needs the permission <code>{permission}</code>.{' '}
            </>
          )}
          Whoever keeps the portal's permission policy can grant it; usually
          that is the platform team. The portal said: {message}
        </Note>
      );
    case 'not-installed':
      return (
        <Note icon={<RiPlug2Line size={18} />} role="status">
          {`Nobody tells of ${laneNoun(title)} here. ${message}`}
        </Note>
      );
    case 'signed-out':
      return (
        <Note
          icon={<RiUserLine size={18} />}
          role="alert"
          action={
            <Button
              size="small"
              variant="secondary"
              // The page asks for a sign-in when it comes.
              onPress={() => globalThis.location.reload()}
            >
              Sign in again
            </Button>
          }
        >
          {`Your sign-in has ended. Sign in again to see ${laneNoun(title)}.`}
        </Note>
      );
    default:
      return (
        <Note
          icon={<RiCloudOffLine size={18} />}
          role="alert"
          action={<Retry onRetry={onRetry} />}
        >
          {`Could not read ${laneNoun(
            title,
          )} from ${source}: ${message} What happened is not known right now.`}
        </Note>
      );
  }
};

/** Says that what is shown is the last good data, and how old it is. */
export const StaleNote = ({
  loadedAt,
  zone,
  problem,
  onRetry,
}: {
  loadedAt: number;
  zone: string;
  problem: LaneProblem;
  onRetry: () => void;
}) => {
  const now = useNow();
  return (
    <Note
      icon={<RiCloudOffLine size={18} />}
      role="status"
      action={<Retry onRetry={onRetry} />}
    >
      {`Showing what was known at ${clockTime(loadedAt, zone)}, ${ageWords(
        now - loadedAt,
      )} ago. ${problem.source}: ${problem.message}`}
    </Note>
  );
};

/** Says that the lane holds more than it shows. */
export const MoreNote = ({ shown }: { shown: number }) => (
  <Text as="p" variant="body-small" color="secondary" className={styles.more}>
    {`More happened than the ${shown} shown. Choose a smaller window to see all of it.`}
  </Text>
);
