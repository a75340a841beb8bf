import { TextField } from '@backstage/ui';
import { useField } from '../FormContext';
import { FieldFrame } from './FieldFrame';

/** A line of text of the spec. */
export const TextInput = ({
  path,
  label,
  description,
  secondaryLabel,
  optional = false,
  isReadOnly,
}: {
  path: string;
  label: string;
  description?: string;
  secondaryLabel?: string;
  /** Whether an empty text leaves the field out of the spec. */
  optional?: boolean;
  isReadOnly?: boolean;
}) => {
  const field = useField(path);
  return (
    <FieldFrame path={path} suggestion={field.suggestion} onUse={field.set}>
      <TextField
        label={label}
        description={description}
        secondaryLabel={secondaryLabel}
        value={field.text}
        onChange={text =>
          field.set(optional && text.trim() === '' ? undefined : text)
        }
        onBlur={field.touch}
        isDisabled={field.disabled}
        isReadOnly={isReadOnly}
        validationBehavior="aria"
        validate={() => field.message ?? null}
      />
    </FieldFrame>
  );
};
