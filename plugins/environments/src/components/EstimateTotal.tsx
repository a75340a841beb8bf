import { Text } from '@backstage/ui';
import {
  isEstimate,
  type EstimateResult,
} from '@portico/plugin-environments-common';
import { monthlyWords, untilExpiryWords } from '../format/amounts';
import { day } from '../format/dates';
import { unpricedWords } from '../form/previewLines';

/** The total of an estimate with where it comes from; without one, why, and what that means. */
export const EstimateTotal = ({
  estimate,
  ttl,
}: {
  estimate: EstimateResult;
  ttl?: string;
}) => {
  if (!isEstimate(estimate)) {
    return (
      <Text as="p" variant="body-large" weight="bold">
        {`Estimate unavailable: ${estimate.reason.replace(
          /\.$/,
          '',
        )}. Platform must approve.`}
      </Text>
    );
  }
  const facts = [
    untilExpiryWords(estimate, ttl),
    unpricedWords(estimate),
  ].filter((text): text is string => text !== undefined);
  return (
    <>
      <Text as="p" variant="title-small" weight="bold">
        {monthlyWords(estimate)}
      </Text>
      {facts.length > 0 && (
        <Text as="p" variant="body-medium">
          {facts.join('. ')}
        </Text>
      )}
      <Text as="p" variant="body-small" color="secondary">
        {`List prices of ${day(estimate.asOf)}, ${estimate.region}`}
      </Text>
    </>
  );
};
