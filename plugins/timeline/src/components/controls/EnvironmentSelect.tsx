import { Select } from '@backstage/ui';
import { useKnownEnvironments } from '../../hooks/useKnownEnvironments';
import styles from './controls.module.css';

/** No environment has this name: names have no colon. */
const ALL = ':all';

/** Chooses the environment; one that the catalog does not know stays where the address names it. */
export const EnvironmentSelect = ({
  environment,
  onChoose,
}: {
  environment: string | undefined;
  onChoose: (environment: string | undefined) => void;
}) => {
  const known = useKnownEnvironments();
  const names = known.status === 'ready' ? known.names : [];
  const isUnknown = environment !== undefined && !names.includes(environment);
  const options = [
    { value: ALL, label: 'All environments' },
    ...names.map(name => ({ value: name, label: name })),
    ...(isUnknown
      ? [
          {
            value: environment,
            label:
              known.status === 'ready'
                ? `${environment} (not in the catalog)`
                : environment,
          },
        ]
      : []),
  ];
  return (
    <Select
      className={styles.environment}
      label="Environment"
      size="small"
      description={
        known.status === 'failed'
          ? 'The catalog does not tell which there are.'
          : undefined
      }
      options={options}
      value={environment ?? ALL}
      onChange={value =>
        onChoose(value === ALL || value === null ? undefined : String(value))
      }
    />
  );
};
