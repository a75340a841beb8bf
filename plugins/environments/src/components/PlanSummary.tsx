import { Text } from '@backstage/ui';
import {
  dataLosses,
  isEmptyPlan,
  type Plan,
  type PlannedResource,
} from '@portico/plugin-environments-common';
import { RiAlertFill } from '@remixicon/react';
import { planCounts, replacements } from '../form/planWords';
import { Fold } from './Fold';
import styles from './PlanSummary.module.css';

const Warning = ({ resource }: { resource: PlannedResource }) => (
  <li className={styles.warning}>
    <span className={styles.icon} aria-hidden="true">
      <RiAlertFill size={16} />
    </span>
    <span>
      {resource.dataLoss ? 'Data is lost: ' : 'Replaced: '}
      <code>{resource.address}</code>
      {resource.reason && ` (${resource.reason})`}
    </span>
  </li>
);

const Modules = ({ plan }: { plan: Plan }) => (
  <ul className={styles.list}>
    {plan.modules.map(({ module, ...counts }) => (
      <li key={module} className={styles.module}>
        <span>{module}</span>
        <span className={styles.counts}>{planCounts(counts)}</span>
      </li>
    ))}
  </ul>
);

/** What a change does to resources, by module; what is replaced or lost comes first. */
export const PlanSummary = ({
  plan,
  folded = false,
}: {
  plan: Plan | null;
  /** Whether there is little room, so that the modules are behind one line. */
  folded?: boolean;
}) => {
  if (plan === null) {
    return (
      <Text as="p" variant="body-medium">
        The plan is not known: what would be created could not be worked out.
      </Text>
    );
  }
  if (isEmptyPlan(plan)) {
    return (
      <Text as="p" variant="body-medium">
        No resource changes.
      </Text>
    );
  }
  const losses = dataLosses(plan);
  const others = replacements(plan).filter(({ dataLoss }) => !dataLoss);
  return (
    <div className={styles.plan}>
      <Text as="p" variant="body-medium" weight="bold">
        {planCounts(plan.summary)}
      </Text>
      {losses.length + others.length > 0 && (
        <ul className={styles.list}>
          {[...losses, ...others].map(resource => (
            <Warning key={resource.address} resource={resource} />
          ))}
        </ul>
      )}
      {folded ? (
        <Fold title="Plan by module">
          <Modules plan={plan} />
        </Fold>
      ) : (
        <Modules plan={plan} />
      )}
      <Text as="p" variant="body-small" color="secondary">
        {plan.basis === 'structural'
          ? 'Compared from the files alone; Terraform plans again before anything is created.'
          : 'Planned by Terraform.'}
      </Text>
    </div>
  );
};
