import { Button, Text } from '@backstage/ui';
import { RiDeleteBinLine } from '@remixicon/react';
import { useId } from 'react';
import { INSTANCE_TYPES } from '../../../form/wellKnownTypes';
import { ChoiceInput, NumberInput, SuggestInput, TextInput } from '../fields';
import styles from './sections.module.css';

const CAPACITY_CHOICES = [
  { value: 'on-demand', label: 'On demand' },
  { value: 'spot', label: 'Spot: cheaper, can be taken away' },
];

/** The fields of one group of worker nodes. */
export const NodeGroupFields = ({
  index,
  onRemove,
}: {
  index: number;
  /** Undefined for the last group: a cluster needs one. */
  onRemove: (() => void) | undefined;
}) => {
  const id = useId();
  const path = `spec.cluster.nodeGroups[${index}]`;
  return (
    <div
      className={styles.group}
      role="group"
      aria-labelledby={id}
      data-field={path}
    >
      <div className={styles.groupHead}>
        <Text as="h3" id={id} variant="body-medium" weight="bold">
          Node group {index + 1}
        </Text>
        {onRemove && (
          <Button
            size="small"
            variant="tertiary"
            iconStart={<RiDeleteBinLine />}
            onPress={onRemove}
            aria-label={`Remove node group ${index + 1}`}
          >
            Remove
          </Button>
        )}
      </div>
      <div className={styles.pair}>
        <TextInput path={`${path}.name`} label="Group name" />
        <SuggestInput
          path={`${path}.instanceType`}
          label="Instance type"
          suggestions={INSTANCE_TYPES}
        />
      </div>
      <div className={styles.triple}>
        <NumberInput path={`${path}.min`} label="Fewest nodes" />
        <NumberInput path={`${path}.desired`} label="Nodes at the start" />
        <NumberInput path={`${path}.max`} label="Most nodes" />
      </div>
      <div className={styles.pair}>
        <ChoiceInput
          path={`${path}.capacity`}
          label="Capacity"
          choices={CAPACITY_CHOICES}
        />
        <NumberInput
          path={`${path}.diskGb`}
          label="Disk"
          secondaryLabel="GB each"
          step={10}
        />
      </div>
    </div>
  );
};
