import {
  CLASS_DEFAULTS,
  MANAGED_RULE_GROUPS,
} from '@portico/plugin-environments-common';
import { edgeSummary } from '../../../form/summaries';
import { getAt } from '../../../form/paths';
import { NumberInput, SwitchInput } from '../fields';
import { useForm } from '../FormContext';
import { classOf } from '../classOf';
import { FoldedSection } from './FoldedSection';
import styles from './sections.module.css';

/** A part that a file may ask for and that is not built yet: only there to be left out. */
const NotBuilt = ({
  path,
  label,
  byDefault,
}: {
  path: string;
  label: string;
  byDefault: boolean;
}) => {
  const { draft } = useForm();
  if (!byDefault && getAt(draft, path) !== true) return null;
  return (
    <SwitchInput
      path={path}
      label={label}
      description="Not built yet, so it is in neither the price nor the plan."
    />
  );
};

/** How requests come in: a load balancer and what stands before it. */
export const EdgeSection = () => {
  const { draft } = useForm();
  const { edge } = CLASS_DEFAULTS[classOf(draft)];
  const waf = {
    rateLimit: edge.rateLimit,
    managedRuleGroups: MANAGED_RULE_GROUPS.slice(0, 3),
  };
  const has = getAt(draft, 'spec.edge') !== undefined;
  return (
    <FoldedSection
      section="edge"
      number={6}
      title="Edge"
      summary={edgeSummary(draft)}
    >
      <SwitchInput
        path="spec.edge"
        label="Reachable from the internet"
        description="A load balancer that takes HTTPS."
        on={{
          waf,
          cloudFront: edge.cloudFront,
          apiGateway: edge.apiGateway,
        }}
        off={undefined}
      />
      {has && (
        <SwitchInput
          path="spec.edge.waf"
          label="Web firewall"
          description="Filters known attacks. Without it somebody has to approve."
          on={waf}
          off={undefined}
        />
      )}
      {has && (
        <>
          <NotBuilt
            path="spec.edge.cloudFront"
            label="CloudFront"
            byDefault={edge.cloudFront}
          />
          <NotBuilt
            path="spec.edge.apiGateway"
            label="API Gateway"
            byDefault={edge.apiGateway}
          />
        </>
      )}
      {has && getAt(draft, 'spec.edge.waf') !== undefined && (
        <div className={styles.pair}>
          <NumberInput
            path="spec.edge.waf.rateLimit"
            label="Requests of one address"
            secondaryLabel="in 5 minutes"
            step={100}
            description="More than this and the address is blocked for a while."
          />
        </div>
      )}
    </FoldedSection>
  );
};
