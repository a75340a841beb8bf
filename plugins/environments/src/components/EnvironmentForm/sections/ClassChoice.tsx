import { Radio, RadioGroup, Text } from '@backstage/ui';
import { money } from '@portico/plugin-cost-common';
import {
  CLASS_DEFAULTS,
  CLASS_MONTHLY_LIMITS,
  environmentClassSchema,
  type EnvironmentClass,
} from '@portico/plugin-environments-common';
import { useForm } from '../FormContext';
import { FieldFrame } from '../fields';
import { textAt } from '../../../form/paths';
import { amountWords } from '../../../format/amounts';
import styles from './sections.module.css';

const WHAT_FOR: Readonly<Record<EnvironmentClass, string>> = {
  dev: 'To try things. Small, and it expires.',
  staging: 'To test a release the way it will run.',
  prod: 'For customers. Survives the loss of a zone; somebody approves changes.',
};

/** What a class may cost a month without finance's yes: a round amount. */
function limitOf(option: EnvironmentClass): string {
  return amountWords(money(CLASS_MONTHLY_LIMITS[option], 'USD'));
}

/** The class of an environment as three large choices. */
export const ClassChoice = ({
  prices,
  locked,
}: {
  /** The price of each class as it starts, in words, once it is known. */
  prices: Partial<Record<EnvironmentClass, string>>;
  /** An environment keeps its class for life. */
  locked: boolean;
}) => {
  const { draft, dispatch, disabled } = useForm();
  return (
    <FieldFrame path="spec.class">
      <RadioGroup
        className={styles.classes}
        label="Class"
        description={
          locked
            ? 'The class stays; create a new environment for another one.'
            : 'It decides the sizes to start from. You can change each of them below.'
        }
        orientation="horizontal"
        value={textAt(draft, 'spec.class')}
        isDisabled={disabled || locked}
        onChange={value => {
          const parsed = environmentClassSchema.safeParse(value);
          if (parsed.success) {
            dispatch({ type: 'choose-class', class: parsed.data });
          }
        }}
      >
        {environmentClassSchema.options.map(option => (
          <Radio key={option} value={option} className={styles.classChoice}>
            <span className={styles.classBody}>
              <Text as="span" variant="body-large" weight="bold">
                {CLASS_DEFAULTS[option].title}
              </Text>
              <Text as="span" variant="body-small" color="secondary">
                {WHAT_FOR[option]}
              </Text>
              {prices[option] && (
                <Text as="span" variant="body-small">
                  <strong>{prices[option]}</strong>
                  {`; above ${limitOf(option)} finance has to agree`}
                </Text>
              )}
            </span>
          </Radio>
        ))}
      </RadioGroup>
    </FieldFrame>
  );
};
