import { useAppSearchParams } from '@backstage/frontend-plugin-api';
import { Button, Select, Switch, Text } from '@backstage/ui';
import {
  CLASS_DEFAULTS,
  environmentClassSchema,
  environmentStateSchema,
} from '@portico/plugin-environments-common';
import {
  isFiltering,
  readFilter,
  writeFilter,
  type EnvironmentFilter,
} from '../../form/environmentFilter';
import { ENVIRONMENT_STATES } from '../../format/states';
import styles from './EnvironmentsPage.module.css';

const ALL = 'all';

const CLASSES = [
  { value: ALL, label: 'All classes' },
  ...environmentClassSchema.options.map(value => ({
    value,
    label: CLASS_DEFAULTS[value].title,
  })),
];

const STATES = [
  { value: ALL, label: 'All states' },
  ...environmentStateSchema.options.map(value => ({
    value,
    label: ENVIRONMENT_STATES[value].word,
  })),
];

/** The filter of the list; it lives in the address, so that it can be shared. */
export function useEnvironmentFilter(): [
  EnvironmentFilter,
  (filter: EnvironmentFilter) => void,
] {
  const [params, setParams] = useAppSearchParams();
  return [
    readFilter(params),
    filter => setParams(writeFilter(params, filter), { replace: true }),
  ];
}

/** Narrows a long list to what somebody looks for. */
export const EnvironmentFilters = ({
  filter,
  shown,
  all,
  onChange,
}: {
  filter: EnvironmentFilter;
  /** Undefined while it is not known which those are. */
  shown: number | undefined;
  all: number;
  onChange: (filter: EnvironmentFilter) => void;
}) => (
  <div className={styles.filters} role="group" aria-label="Filters">
    <Switch
      label="Only mine"
      isSelected={filter.mine}
      onChange={mine => onChange({ ...filter, mine })}
    />
    <Select
      aria-label="Class"
      options={CLASSES}
      value={filter.class ?? ALL}
      onChange={value => {
        const parsed = environmentClassSchema.safeParse(value);
        onChange({
          ...filter,
          class: parsed.success ? parsed.data : undefined,
        });
      }}
    />
    <Select
      aria-label="State"
      options={STATES}
      value={filter.state ?? ALL}
      onChange={value => {
        const parsed = environmentStateSchema.safeParse(value);
        onChange({
          ...filter,
          state: parsed.success ? parsed.data : undefined,
        });
      }}
    />
    <Text as="p" role="status" variant="body-small" color="secondary">
      {shown === undefined ? undefined : `${shown} of ${all} shown`}
    </Text>
    {isFiltering(filter) && (
      <Button
        size="small"
        variant="tertiary"
        onPress={() =>
          onChange({ mine: false, class: undefined, state: undefined })
        }
      >
        Show all
      </Button>
    )}
  </div>
);
