import { Button } from '@backstage/ui';
import {
  CLASS_DEFAULTS,
  environmentClassSchema,
} from '@portico/plugin-environments-common';
import { getAt } from '../../../form/paths';
import { TextInput } from '../fields';
import { useField, useForm } from '../FormContext';
import { FormSection } from './FormSection';
import styles from './sections.module.css';

const USUAL_TIMES = [
  { value: '3d', label: '3 days' },
  { value: '7d', label: '7 days' },
  { value: '14d', label: '14 days' },
  { value: '30d', label: '30 days' },
];

const TimeToLive = () => {
  const { set, disabled } = useField('spec.ttl');
  return (
    <div className={styles.stack}>
      <TextInput
        path="spec.ttl"
        label="Time to live"
        description="Such as 14d or 36h. Empty: it does not expire."
        optional
      />
      <div className={styles.quick} role="group" aria-label="Usual times">
        {USUAL_TIMES.map(({ value, label }) => (
          <Button
            key={value}
            size="small"
            variant="secondary"
            isDisabled={disabled}
            onPress={() => set(value)}
          >
            {label}
          </Button>
        ))}
      </div>
    </div>
  );
};

/** How long the environment lives and what it may cost. */
export const TimeSection = () => {
  const { draft } = useForm();
  const parsed = environmentClassSchema.safeParse(getAt(draft, 'spec.class'));
  const expires = !parsed.success || CLASS_DEFAULTS[parsed.data].expires;
  return (
    <FormSection number={2} title={expires ? 'How long' : 'Budget'}>
      <div className={styles.pair}>
        {expires && <TimeToLive />}
        <TextInput
          path="spec.budget.monthly"
          label="Monthly budget"
          secondaryLabel="USD"
          description="Above it, somebody has to approve."
        />
      </div>
    </FormSection>
  );
};
