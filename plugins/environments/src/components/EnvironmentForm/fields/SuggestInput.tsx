import { Combobox } from '@backstage/ui';
import { useField } from '../FormContext';
import { FieldFrame } from './FieldFrame';

/** A text of the spec for which there are well-known values; others may be typed. */
export const SuggestInput = ({
  path,
  label,
  description,
  suggestions,
}: {
  path: string;
  label: string;
  description?: string;
  suggestions: readonly string[];
}) => {
  const field = useField(path);
  return (
    <FieldFrame path={path} suggestion={field.suggestion} onUse={field.set}>
      <Combobox
        label={label}
        description={description}
        options={suggestions.map(value => ({ value, label: value }))}
        allowsCustomValue
        // A list that opens by itself stays open over the next field when somebody is quick.
        menuTrigger="manual"
        search={{
          inputValue: field.text,
          onInputChange: text => field.set(text.trim()),
        }}
        onBlur={field.touch}
        isDisabled={field.disabled}
        validationBehavior="aria"
        validate={() => field.message ?? null}
      />
    </FieldFrame>
  );
};
