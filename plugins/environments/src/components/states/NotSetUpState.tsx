import { Text } from '@backstage/ui';
import { RiPlug2Line } from '@remixicon/react';
import { Snippet } from './Snippet';
import { StateMessage } from './StateMessage';

/** Something has to be configured first: what for, and the lines to copy. */
export const NotSetUpState = ({
  title,
  reason,
  snippet,
  file = 'app-config.yaml',
}: {
  title: string;
  reason: string;
  snippet: string;
  file?: string;
}) => (
  <StateMessage icon={<RiPlug2Line />} title={title}>
    <p>{reason}</p>
    <Text as="p" variant="body-medium" color="secondary">
      Add this to <code>{file}</code> and start the portal again:
    </Text>
    <Snippet label={`Lines for ${file}`} text={snippet} />
  </StateMessage>
);
