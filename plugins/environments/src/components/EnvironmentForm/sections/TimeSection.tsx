import { Button, Text } from '@backstage/ui';
import {
  CLASS_DEFAULTS,
  environmentClassSchema,
  isEstimate,
  ttlToMs,
  type EstimateResult,
} from '@portico/plugin-environments-common';
import { getAt } from '../../../form/paths';
import { costOfLife } from '../../../format/amounts';
import { day } from '../../../format/dates';
import { useNow } from '../../../hooks/useNow';
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

/** When it ends if it were there today, and what it has cost by then. */
function endWords(
  ttl: string,
  estimate: EstimateResult | undefined,
  now: number,
): string | undefined {
  const ms = ttlToMs(ttl);
  if (ms === undefined) return undefined;
  const end = `Created today, it ends on ${day(
    new Date(now + ms).toISOString(),
  )}`;
  const cost =
    estimate && isEstimate(estimate) ? costOfLife(estimate, ttl) : undefined;
  return cost ? `${end}; ${cost} by then.` : `${end}.`;
}

const TimeToLive = ({ estimate }: { estimate: EstimateResult | undefined }) => {
  const { set, text, message, disabled } = useField('spec.ttl');
  const now = useNow();
  const end = message ? undefined : endWords(text, estimate, now);
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
            className={text === value ? styles.chosen : undefined}
            onPress={() => set(value)}
          >
            {label}
          </Button>
        ))}
      </div>
      {end && (
        <Text as="p" variant="body-small" color="secondary">
          {end}
        </Text>
      )}
    </div>
  );
};

/** How long the environment lives and what it may cost. */
export const TimeSection = ({
  estimate,
}: {
  /** What it costs, once that is known. */
  estimate: EstimateResult | undefined;
}) => {
  const { draft } = useForm();
  const parsed = environmentClassSchema.safeParse(getAt(draft, 'spec.class'));
  const expires = !parsed.success || CLASS_DEFAULTS[parsed.data].expires;
  return (
    <FormSection number={2} title={expires ? 'How long' : 'Budget'}>
      <div className={styles.pair}>
        {expires && <TimeToLive estimate={estimate} />}
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
