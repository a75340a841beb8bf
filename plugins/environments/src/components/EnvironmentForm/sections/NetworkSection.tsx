import { Text } from '@backstage/ui';
import { REGIONS } from '@portico/plugin-environments-common';
import { existingNetwork, networkSummary } from '../../../form/summaries';
import { getAt } from '../../../form/paths';
import { ChoiceInput, NumberInput, TextInput } from '../fields';
import { useForm } from '../FormContext';
import { FoldedSection } from './FoldedSection';
import styles from './sections.module.css';

const REGION_CHOICES = REGIONS.map(({ region, title }) => ({
  value: region,
  label: `${title}, ${region}`,
}));

const NAT_CHOICES = [
  { value: 'none', label: 'None: nothing inside reaches the internet' },
  { value: 'single', label: 'One: cheaper, stops with its zone' },
  { value: 'per-zone', label: 'One in each zone' },
];

/** Where the environment is and how it reaches the internet. */
export const NetworkSection = ({ isNew }: { isNew: boolean }) => {
  const { draft } = useForm();
  // Zones by name are kept as the file has them.
  const existing = existingNetwork(draft);
  const named = Array.isArray(getAt(draft, 'spec.availabilityZones'));
  return (
    <FoldedSection
      section="network"
      number={3}
      title="Network"
      summary={networkSummary(draft)}
    >
      <div className={styles.pair}>
        <ChoiceInput
          path="spec.region"
          label="Region"
          choices={REGION_CHOICES}
          isDisabled={!isNew}
          description={isNew ? undefined : 'The region stays for life.'}
        />
        {!named && (
          <NumberInput
            path="spec.availabilityZones"
            label="Availability zones"
          />
        )}
        {existing === undefined && (
          <>
            <TextInput
              path="spec.network.cidr"
              label="Network block"
              description="A private block from /16 to /20 that no other environment holds."
            />
            <ChoiceInput
              path="spec.network.natGateways"
              label="NAT gateways"
              choices={NAT_CHOICES}
            />
          </>
        )}
      </div>
      {existing !== undefined && (
        <Text as="p" variant="body-small" color="secondary">
          It uses {existing}, which exists already. Its block and its ways out
          are not managed here.
        </Text>
      )}
    </FoldedSection>
  );
};
