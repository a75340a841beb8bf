import { Text, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useId } from 'react';
import { OriginTag } from '../../components/OriginTag';
import type { MatrixCell } from '@portico/plugin-deployments-common';
import styles from './ServicePage.module.css';

/** Chooses the environment that the whole page speaks of. */
export const EnvironmentSwitch = (props: {
  environments: readonly string[];
  chosen: string;
  cell: MatrixCell | null;
  onChoose: (environment: string) => void;
}) => {
  const { environments, chosen, cell, onChoose } = props;
  const id = useId();
  // One that only the address names is shown as well: the page speaks of it.
  const all = environments.includes(chosen)
    ? environments
    : [...environments, chosen];

  return (
    <div className={styles.environments}>
      <Text id={id} variant="body-medium" color="secondary">
        Environment
      </Text>
      <ToggleButtonGroup
        aria-labelledby={id}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[chosen]}
        onSelectionChange={keys => {
          const [key] = [...keys];
          if (key !== undefined && key !== chosen) onChoose(String(key));
        }}
      >
        {all.map(environment => (
          <ToggleButton key={environment} id={environment}>
            {environment}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {cell && cell.origin !== 'live' && <OriginTag origin={cell.origin} />}
    </div>
  );
};
