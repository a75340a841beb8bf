import { NumberField } from '@backstage/ui';
import type { FormEvent } from 'react';
import { useField } from '../FormContext';
import { FieldFrame } from './FieldFrame';

/** An empty field is an empty text: it is no number, and the rules say so. */
const EMPTY = '';

/** A whole number of the spec; it takes effect with every key, so that the price follows. */
export const NumberInput = ({
  path,
  label,
  description,
  secondaryLabel,
  step = 1,
}: {
  path: string;
  label: string;
  description?: string;
  secondaryLabel?: string;
  step?: number;
}) => {
  const field = useField(path);
  const value = typeof field.value === 'number' ? field.value : Number.NaN;
  // The field itself tells a new number only when it is left.
  const onInput = (event: FormEvent<HTMLDivElement>) => {
    const text = event.target instanceof HTMLInputElement && event.target.value;
    if (text === '') field.set(EMPTY);
    else if (text && /^\d{1,15}$/.test(text)) field.set(Number(text));
  };

  return (
    <FieldFrame path={path} suggestion={field.suggestion} onUse={field.set}>
      <div onInput={onInput}>
        <NumberField
          label={label}
          description={description}
          secondaryLabel={secondaryLabel}
          step={step}
          value={value}
          onChange={next => field.set(Number.isNaN(next) ? EMPTY : next)}
          onBlur={field.touch}
          isDisabled={field.disabled}
          isWheelDisabled
          validationBehavior="aria"
          validate={() => field.message ?? null}
        />
      </div>
    </FieldFrame>
  );
};
