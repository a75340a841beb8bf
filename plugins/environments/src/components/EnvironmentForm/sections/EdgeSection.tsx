import { Text } from '@backstage/ui';
import {
  CLASS_DEFAULTS,
  MANAGED_RULE_GROUPS,
} from '@portico/plugin-environments-common';
import { useEffect, useRef } from 'react';
import { edgeSummary, servedNames } from '../../../form/summaries';
import { getAt } from '../../../form/paths';
import { NumberInput, SwitchInput } from '../fields';
import { useForm } from '../FormContext';
import { classOf } from '../classOf';
import { FoldedSection } from './FoldedSection';
import styles from './sections.module.css';

/** What a part of the draft was when it was last there, in the same class; else what it starts with. */
function useLast(path: string, start: object): unknown {
  const { draft } = useForm();
  const value = getAt(draft, path);
  const environmentClass = classOf(draft);
  const last = useRef({ value, environmentClass });
  useEffect(() => {
    if (value !== undefined) last.current = { value, environmentClass };
  }, [value, environmentClass]);
  const kept = last.current;
  return kept.environmentClass === environmentClass && kept.value !== undefined
    ? kept.value
    : start;
}

/** Which services the file leads to by path; they are written there, and the form keeps them. */
const Served = () => {
  const { draft } = useForm();
  const names = servedNames(draft);
  if (names.length === 0) return null;
  return (
    <Text as="p" variant="body-small" color="secondary">
      {`Leads by path to ${names.join(
        ', ',
      )}, as the file of the environment says.`}
    </Text>
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
  const lastEdge = useLast('spec.edge', {
    waf,
    cloudFront: edge.cloudFront,
    apiGateway: edge.apiGateway,
  });
  const lastWaf = useLast('spec.edge.waf', waf);
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
        on={lastEdge}
      />
      {has && (
        <>
          <Served />
          <SwitchInput
            path="spec.edge.waf"
            label="Web firewall"
            description="Filters known attacks. Without it somebody has to approve."
            on={lastWaf}
          />
          <SwitchInput
            path="spec.edge.cloudFront"
            label="CloudFront"
            description="People come by CloudFront, and the load balancer has no public address."
          />
          <SwitchInput
            path="spec.edge.apiGateway"
            label="API gateway"
            description="Programs come by a gateway that slows them down before the load balancer."
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
