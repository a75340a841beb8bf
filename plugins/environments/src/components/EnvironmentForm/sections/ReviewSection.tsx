import { Text } from '@backstage/ui';
import {
  serializeEnvironmentSpec,
  type ApprovalRequirement,
  type EnvironmentSpec,
  type SpecDifference,
} from '@portico/plugin-environments-common';
import type { ReactNode } from 'react';
import { approvalSentence } from '../../../form/approvalWords';
import { Snippet } from '../../states';
import { SpecDifferences } from '../../SpecDifferences';
import { FormSection } from './FormSection';
import styles from './sections.module.css';

/** What will be written and who has to agree. */
export const ReviewSection = ({
  spec,
  differences,
  approvals,
  children,
}: {
  /** Undefined while the form has something to mend. */
  spec: EnvironmentSpec | undefined;
  /** What changes; undefined for a new environment. */
  differences: SpecDifference[] | undefined;
  /** Undefined until the portal has answered. */
  approvals: readonly ApprovalRequirement[] | undefined;
  /** The button, where there is no panel beside the form. */
  children?: ReactNode;
}) => (
  <FormSection number={7} title="Review">
    {differences && <SpecDifferences differences={differences} />}
    <Text as="p" variant="body-medium">
      {approvals
        ? `${approvalSentence(approvals)}.`
        : 'Who has to approve is known as soon as the portal has answered.'}
    </Text>
    {spec ? (
      <details className={styles.file}>
        <summary>
          <span>
            The file that a pull request will write: {spec.metadata.name}.yaml
          </span>
        </summary>
        <Snippet
          label={`Content of ${spec.metadata.name}.yaml`}
          text={serializeEnvironmentSpec(spec)}
        />
      </details>
    ) : (
      <Text as="p" variant="body-medium" color="secondary">
        The file is shown here once nothing is left to mend.
      </Text>
    )}
    {children}
  </FormSection>
);
