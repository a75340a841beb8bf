import { Switch, Text } from '@backstage/ui';
import { useId } from 'react';
import { useField } from '../FormContext';
import { FieldFrame } from './FieldFrame';
import styles from './fields.module.css';

/** A yes or no of the spec. */
export const SwitchInput = ({
  path,
  label,
  description,
  on = true,
}: {
  path: string;
  label: string;
  description?: string;
  /** What is written when it is on: a whole part of the spec may be, which is left out then when it is off. */
  on?: unknown;
}) => {
  const off = on === true ? false : undefined;
  const field = useField(path);
  const id = useId();
  return (
    <FieldFrame path={path}>
      <Switch
        label={label}
        isSelected={field.value !== undefined && field.value !== false}
        onChange={selected => field.set(selected ? on : off)}
        isDisabled={field.disabled}
        aria-describedby={description ? `${id}-description` : undefined}
      />
      {description && (
        <Text
          as="p"
          id={`${id}-description`}
          variant="body-small"
          color="secondary"
        >
          {description}
        </Text>
      )}
      {field.message && (
        <p className={styles.error} role="alert">
          {field.message}
        </p>
      )}
    </FieldFrame>
  );
};
