import { Alert } from '@backstage/ui';
import type { SourceStatus } from '@portico/plugin-timeline-common';
import { dateTime } from '../../format/dates';

function describe(source: SourceStatus | undefined): string {
  if (source?.state === 'not-set-up') {
    return 'No repository of environments is set up, so only what runs here is listed.';
  }
  if (source?.reason) {
    const since = source.since ? ` Since ${dateTime(source.since)}.` : '';
    const missing = source.missing ? ` Missing: ${source.missing}.` : '';
    return `${source.reason}${since}${missing}`;
  }
  return 'The repository could not be read in full, so environments may be missing. It is read again every few minutes.';
}

/** Tells that environments may be missing from the list, and why. */
export const IncompleteNotice = ({
  source,
}: {
  source: SourceStatus | undefined;
}) => (
  <Alert
    status="warning"
    icon
    role="status"
    title="This list may not be complete"
    description={describe(source)}
  />
);
