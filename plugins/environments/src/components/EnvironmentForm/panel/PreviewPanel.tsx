import { Alert, Button, Text } from '@backstage/ui';
import {
  isEstimate,
  type SpecIssue,
} from '@portico/plugin-environments-common';
import { approvalSentence } from '../../../form/approvalWords';
import { differenceWords } from '../../../format/amounts';
import type { PreviewState } from '../../../hooks/usePreview';
import { EstimateTable } from '../../EstimateTable';
import { EstimateTotal } from '../../EstimateTotal';
import { FindingList } from '../../FindingList';
import { PlanSummary } from '../../PlanSummary';
import { LoadingState } from '../../states';
import { PanelPart } from './PanelPart';
import { ToMend } from './ToMend';
import styles from './panel.module.css';

/** What the panel shows and can do. */
export interface PreviewPanelProps {
  state: PreviewState;
  /** What must be mended, as far as the form shows it. */
  issues: readonly SpecIssue[];
  ttl: string | undefined;
  onRetry: () => void;
  onGoToField: (path: string) => void;
}

const Answer = ({
  state,
  ttl,
  onGoToField,
}: Pick<PreviewPanelProps, 'state' | 'ttl' | 'onGoToField'>) => {
  const { preview, change, pending, outdated } = state;
  if (!preview) return null;
  const { estimate, againstEstimate, plan, findings, approvals } = preview;
  const difference = differenceWords(againstEstimate, estimate);
  return (
    <div
      className={styles.answer}
      data-dimmed={pending || outdated || undefined}
    >
      <PanelPart title="Price">
        <div aria-live="polite" aria-atomic="true">
          <EstimateTotal estimate={estimate} ttl={ttl} />
          {difference && (
            <Text as="p" variant="body-medium" weight="bold">
              {`Compared with today: ${difference}`}
            </Text>
          )}
          {change && (
            <Text as="p" variant="body-medium">
              {change}
            </Text>
          )}
        </div>
      </PanelPart>
      <PanelPart title="Approval">
        <Text as="p" variant="body-medium">
          {approvalSentence(approvals)}.
        </Text>
      </PanelPart>
      <PanelPart title="Policy">
        <FindingList findings={findings} onGoToField={onGoToField} />
      </PanelPart>
      <PanelPart title="Plan">
        <PlanSummary plan={plan} />
      </PanelPart>
      {isEstimate(estimate) && (
        <PanelPart title="Price by module">
          <EstimateTable estimate={estimate} />
        </PanelPart>
      )}
    </div>
  );
};

/** What the spec would cost, do and need, kept up to date while the form is filled in. */
export const PreviewPanel = ({
  state,
  issues,
  ttl,
  onRetry,
  onGoToField,
}: PreviewPanelProps) => {
  const { preview, pending, problem } = state;
  return (
    <div className={styles.panel} aria-busy={pending}>
      {issues.length > 0 && (
        <PanelPart title={`${issues.length} to mend`}>
          <ToMend issues={issues} onGoToField={onGoToField} />
        </PanelPart>
      )}
      {problem && (
        <Alert
          status="warning"
          icon
          role="status"
          title={
            problem.kind === 'busy'
              ? 'The portal is busy. Asking again in a moment.'
              : `Price and plan could not be worked out: ${problem.message}`
          }
          customActions={
            <Button size="small" variant="secondary" onPress={onRetry}>
              Retry
            </Button>
          }
        />
      )}
      {!preview && pending && !problem && (
        <LoadingState
          what="price, plan and policy"
          waitsFor="the portal to work out the plan"
        />
      )}
      {preview && state.outdated && !pending && (
        <Text as="p" variant="body-small">
          What is below belongs to an earlier edit.
        </Text>
      )}
      <Answer state={state} ttl={ttl} onGoToField={onGoToField} />
    </div>
  );
};
