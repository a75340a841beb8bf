import { Button, Text } from '@backstage/ui';
import { CLASS_DEFAULTS } from '@portico/plugin-environments-common';
import { RiAddLine } from '@remixicon/react';
import {
  addNodeGroup,
  nodeGroupsOf,
  removeNodeGroup,
} from '../../../form/nodeGroups';
import { clusterSummary, existingCluster } from '../../../form/summaries';
import { getAt } from '../../../form/paths';
import { SwitchInput, TextInput } from '../fields';
import { useField, useForm } from '../FormContext';
import { classOf } from '../classOf';
import { FoldedSection } from './FoldedSection';
import { NodeGroupFields } from './NodeGroupFields';
import styles from './sections.module.css';

const MOST_GROUPS = 10;

const NodeGroups = () => {
  const { draft } = useForm();
  const { value, set, message, disabled } = useField('spec.cluster.nodeGroups');
  const groups = nodeGroupsOf(value);
  const defaults = CLASS_DEFAULTS[classOf(draft)].cluster.nodeGroup;
  return (
    <div className={styles.stack} data-field="spec.cluster.nodeGroups">
      {groups.map((_, index) => (
        <NodeGroupFields
          // A group has no id; its place is all that tells it from the others.
          key={index}
          index={index}
          onRemove={
            groups.length > 1 && !disabled
              ? () => set(removeNodeGroup(groups, index))
              : undefined
          }
        />
      ))}
      {message && (
        <p className={styles.error} role="alert">
          {message}
        </p>
      )}
      <div>
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiAddLine />}
          isDisabled={disabled || groups.length >= MOST_GROUPS}
          onPress={() => set(addNodeGroup(groups, defaults))}
        >
          Add a node group
        </Button>
      </div>
    </div>
  );
};

/** The Kubernetes cluster and its nodes. */
export const ClusterSection = () => {
  const { draft } = useForm();
  const has = getAt(draft, 'spec.cluster') !== undefined;
  const existing = existingCluster(draft);
  const defaults = CLASS_DEFAULTS[classOf(draft)].cluster;
  return (
    <FoldedSection
      section="cluster"
      number={4}
      title="Cluster"
      summary={clusterSummary(draft)}
    >
      <SwitchInput
        path="spec.cluster"
        label="A Kubernetes cluster"
        on={{
          version: defaults.version,
          nodeGroups: [{ ...defaults.nodeGroup }],
        }}
      />
      {existing !== undefined && (
        <Text as="p" variant="body-small" color="secondary">
          It uses {existing}, which exists already. Its version and its nodes
          are not managed here.
        </Text>
      )}
      {has && existing === undefined && (
        <>
          <div className={styles.pair}>
            <TextInput path="spec.cluster.version" label="Kubernetes version" />
          </div>
          <NodeGroups />
        </>
      )}
    </FoldedSection>
  );
};
