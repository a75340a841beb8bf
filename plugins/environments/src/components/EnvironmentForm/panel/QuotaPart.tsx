import { Text } from '@backstage/ui';
import type { ValidPreview } from '@portico/plugin-environments-common';
import { quotaWords } from '../../../form/quotaWords';
import { PanelPart } from './PanelPart';

/** What the owner has and may have; nothing where no quota is set. */
export const QuotaPart = ({ preview }: { preview: ValidPreview }) => {
  if (!preview.quota) return null;
  const { without, withIt, over } = quotaWords(preview.quota, preview);
  return (
    <PanelPart title="Quota">
      <Text as="p" variant="body-medium">
        {without}
      </Text>
      <Text as="p" variant="body-medium">
        {withIt}
      </Text>
      {over && (
        <Text as="p" variant="body-medium" weight="bold" color="warning">
          {over}
        </Text>
      )}
    </PanelPart>
  );
};
