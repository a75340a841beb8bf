import { Select } from '@backstage/ui';
import { useField } from '../FormContext';
import { FieldFrame } from './FieldFrame';

/** A value to choose and how it is called. */
export interface Choice {
  value: string;
  label: string;
}

/** A choice among a few values of the spec. */
export const ChoiceInput = ({
  path,
  label,
  description,
  choices,
  isDisabled,
}: {
  path: string;
  label: string;
  description?: string;
  choices: readonly Choice[];
  isDisabled?: boolean;
}) => {
  const field = useField(path);
  const known = choices.some(({ value }) => value === field.text);
  // What a file says is kept, even where the form would not offer it.
  const options =
    known || field.text === ''
      ? choices
      : [...choices, { value: field.text, label: field.text }];
  return (
    <FieldFrame path={path} suggestion={field.suggestion} onUse={field.set}>
      <Select
        label={label}
        description={description}
        options={options.map(({ value, label: text }) => ({
          value,
          label: text,
        }))}
        value={field.text === '' ? null : field.text}
        onChange={key => field.set(typeof key === 'string' ? key : undefined)}
        isDisabled={field.disabled || isDisabled}
        validationBehavior="aria"
        validate={() => field.message ?? null}
      />
    </FieldFrame>
  );
};
