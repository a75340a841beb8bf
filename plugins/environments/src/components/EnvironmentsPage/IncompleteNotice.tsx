import { Alert } from '@backstage/ui';

/** Tells that environments may be missing from the list. */
export const IncompleteNotice = () => (
  <Alert
    status="warning"
    icon
    role="status"
    title="This list may not be complete"
    description="The repository could not be read in full, so environments may be missing. It is read again every few minutes."
  />
);
