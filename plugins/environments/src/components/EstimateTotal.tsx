import { Text } from '@backstage/ui';
import {
  commitmentWords,
  isEstimate,
  type EstimateResult,
} from '@portico/plugin-environments-common';
import type { ReactNode } from 'react';
import { sentence } from '../form/fieldIssues';
import { monthlyWords, untilExpiryWords } from '../format/amounts';
import { day } from '../format/dates';
import { NotPriced } from './NotPriced';
import styles from './EstimateTotal.module.css';

/** There is no estimate: why, and what that means for a request. */
export const EstimateUnavailable = ({
  reason,
  isRequest = false,
}: {
  reason: string;
  /** Whether somebody is about to ask for it, so that a yes is needed. */
  isRequest?: boolean;
}) => (
  <>
    <Text as="p" variant="title-x-small" weight="bold">
      {isRequest
        ? 'Estimate unavailable, approval required'
        : 'Estimate unavailable'}
    </Text>
    <Text as="p" variant="body-medium">
      {sentence(reason)}
    </Text>
  </>
);

/** The total of an estimate with where it comes from; without one, why there is none. */
export const EstimateTotal = ({
  estimate,
  ttl,
  isRequest,
  children,
}: {
  estimate: EstimateResult;
  ttl?: string;
  isRequest?: boolean;
  /** What has changed about it. */
  children?: ReactNode;
}) => {
  if (!isEstimate(estimate)) {
    return (
      <EstimateUnavailable reason={estimate.reason} isRequest={isRequest} />
    );
  }
  const untilExpiry = untilExpiryWords(estimate, ttl);
  const committed = commitmentWords(estimate);
  return (
    <div className={styles.total}>
      <Text as="p" variant="title-small" weight="bold">
        {monthlyWords(estimate)}
      </Text>
      {untilExpiry && (
        <Text as="p" variant="body-medium">
          {untilExpiry}
        </Text>
      )}
      {children}
      {committed && (
        <Text as="p" variant="body-small">
          {committed}
        </Text>
      )}
      <Text as="p" variant="body-small" color="secondary">
        {`List prices of ${day(estimate.asOf)}, ${estimate.region}`}
      </Text>
      <NotPriced estimate={estimate} />
    </div>
  );
};
