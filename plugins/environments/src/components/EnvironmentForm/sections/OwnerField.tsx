import { Select } from '@backstage/ui';
import { refName } from '../../../format/refs';
import type { OwnerOptions } from '../../../hooks/useOwnerOptions';
import { useField } from '../FormContext';
import { FieldFrame } from '../fields';

/** The owner, with the reader's own groups first. */
export const OwnerField = ({ owners }: { owners: OwnerOptions }) => {
  const field = useField('metadata.owner');
  const known = [...owners.own, ...owners.others].some(
    ({ value }) => value === field.text,
  );
  const sections = [
    { title: 'Your groups', options: owners.own },
    { title: 'Other groups', options: owners.others },
    {
      title: 'As it is now',
      options:
        known || field.text === ''
          ? []
          : [{ value: field.text, label: refName(field.text) }],
    },
  ].filter(({ options }) => options.length > 0);
  return (
    <FieldFrame path="metadata.owner">
      <Select
        label="Owner"
        isRequired
        description="The group that answers for it."
        options={sections}
        search={{ placeholder: 'Find a group' }}
        value={field.text === '' ? null : field.text}
        onChange={key => field.set(typeof key === 'string' ? key : undefined)}
        isDisabled={field.disabled}
        validationBehavior="aria"
        validate={() => field.message ?? null}
      />
    </FieldFrame>
  );
};
