import type { EnvironmentClass } from '@portico/plugin-environments-common';
import type { OwnerOptions } from '../../../hooks/useOwnerOptions';
import { TextInput } from '../fields';
import { ClassChoice } from './ClassChoice';
import { FormSection } from './FormSection';
import { OwnerField } from './OwnerField';
import styles from './sections.module.css';

/** What the environment is for: its name, its owner and its class. */
export const PurposeSection = ({
  isNew,
  owners,
  classPrices,
}: {
  isNew: boolean;
  owners: OwnerOptions;
  classPrices: Partial<Record<EnvironmentClass, string>>;
}) => (
  <FormSection number={1} title="Purpose">
    <div className={styles.pair}>
      <TextInput
        path="metadata.name"
        label="Name"
        secondaryLabel={isNew ? 'Required' : undefined}
        description={
          isNew
            ? 'Short and in lower case, such as dev-checkout.'
            : 'A name stays for life.'
        }
        isReadOnly={!isNew}
      />
      <OwnerField owners={owners} />
    </div>
    <TextInput path="metadata.description" label="What is it for?" />
    <ClassChoice prices={classPrices} locked={!isNew} />
  </FormSection>
);
