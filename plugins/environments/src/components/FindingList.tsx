import { Button, Text } from '@backstage/ui';
import {
  sortFindings,
  type PolicyFinding,
  type Severity,
} from '@portico/plugin-environments-common';
import {
  RiAlertFill,
  RiCloseCircleFill,
  RiInformationLine,
  RiShieldCheckLine,
} from '@remixicon/react';
import type { ReactNode } from 'react';
import { day } from '../format/dates';
import { refName } from '../format/refs';
import styles from './FindingList.module.css';

const SEVERITIES: Readonly<
  Record<Severity, { word: string; icon: ReactNode }>
> = {
  blocker: { word: 'Blocker', icon: <RiCloseCircleFill size={16} /> },
  warning: { word: 'Warning', icon: <RiAlertFill size={16} /> },
  info: { word: 'Note', icon: <RiInformationLine size={16} /> },
};

const Finding = ({
  finding,
  onGoToField,
}: {
  finding: PolicyFinding;
  onGoToField?: (path: string) => void;
}) => {
  const { severity, title, why, fix, path, waiver, resource } = finding;
  const { word, icon } = SEVERITIES[severity];
  return (
    <li className={styles.finding} data-severity={waiver ? 'info' : severity}>
      <span className={styles.icon} aria-hidden="true">
        {waiver ? <RiShieldCheckLine size={16} /> : icon}
      </span>
      <div className={styles.text}>
        <Text as="p" variant="body-medium" weight="bold">
          {waiver ? 'Waived' : word}: {title}
        </Text>
        <Text as="p" variant="body-small">
          {why} {fix}
        </Text>
        <Text as="p" variant="body-small" color="secondary">
          <code>{resource}</code>
        </Text>
        {waiver && (
          <Text as="p" variant="body-small" color="secondary">
            {`${refName(waiver.owner)} answers for it until ${day(
              waiver.expiry,
            )}: ${waiver.reason}`}
          </Text>
        )}
        {path && onGoToField && (
          <div>
            <Button
              size="small"
              variant="secondary"
              aria-label={`Go to field: ${title}`}
              onPress={() => onGoToField(path)}
            >
              Go to field
            </Button>
          </div>
        )}
      </div>
    </li>
  );
};

/** What policy says, blockers first. */
export const FindingList = ({
  findings,
  onGoToField,
}: {
  findings: readonly PolicyFinding[];
  onGoToField?: (path: string) => void;
}) => {
  if (findings.length === 0) {
    return (
      <Text as="p" variant="body-medium">
        Every policy is met.
      </Text>
    );
  }
  return (
    <ul className={styles.list}>
      {sortFindings(findings).map(finding => (
        <Finding
          key={`${finding.ruleId} ${finding.resource} ${finding.why}`}
          finding={finding}
          onGoToField={onGoToField}
        />
      ))}
    </ul>
  );
};
