import { Text } from '@backstage/ui';
import {
  isEstimate,
  type SpecIssue,
  type ValidPreview,
} from '@portico/plugin-environments-common';
import { approvalSentence } from '../../../form/approvalWords';
import { differenceWords } from '../../../format/amounts';
import type { PreviewState } from '../../../hooks/usePreview';
import { EstimateTable } from '../../EstimateTable';
import { EstimateTotal } from '../../EstimateTotal';
import { FindingList } from '../../FindingList';
import { Fold } from '../../Fold';
import { PlanSummary } from '../../PlanSummary';
import { PanelPart } from './PanelPart';
import { PreviewNotice } from './PreviewNotice';
import { QuotaPart } from './QuotaPart';
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

const PricePart = ({
  preview: { estimate, againstEstimate },
  change,
  ttl,
}: {
  preview: ValidPreview;
  change: string | undefined;
  ttl: string | undefined;
}) => {
  const difference = differenceWords(againstEstimate, estimate);
  return (
    <PanelPart title="Price">
      <EstimateTotal estimate={estimate} ttl={ttl} isRequest>
        {/* Only what has changed is read out, not every number. */}
        <div aria-live="polite" aria-atomic="true">
          {change && (
            <Text as="p" variant="body-medium" weight="bold">
              {`Since your last edit: ${change}`}
            </Text>
          )}
          {difference && (
            <Text as="p" variant="body-medium" weight="bold">
              {`Compared with today: ${difference}`}
            </Text>
          )}
        </div>
      </EstimateTotal>
      {isEstimate(estimate) && (
        <Fold title="Price by module">
          <EstimateTable estimate={estimate} />
        </Fold>
      )}
    </PanelPart>
  );
};

const Answer = ({
  state,
  ttl,
  onGoToField,
}: Pick<PreviewPanelProps, 'state' | 'ttl' | 'onGoToField'>) => {
  const { preview, change, pending, outdated } = state;
  if (!preview) return null;
  const { plan, findings, approvals } = preview;
  return (
    <div
      className={styles.answer}
      data-dimmed={pending || outdated || undefined}
    >
      <PricePart preview={preview} change={change} ttl={ttl} />
      <PanelPart title="Policy">
        <FindingList findings={findings} onGoToField={onGoToField} />
      </PanelPart>
      <PanelPart title="Plan">
        <PlanSummary plan={plan} folded />
      </PanelPart>
      <PanelPart title="Approval">
        <Text as="p" variant="body-medium">
          {approvalSentence(approvals)}.
        </Text>
      </PanelPart>
      <QuotaPart preview={preview} />
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
}: PreviewPanelProps) => (
  <div className={styles.panel} aria-busy={state.pending}>
    {issues.length > 0 && (
      <PanelPart title={`${issues.length} to mend`}>
        <ToMend issues={issues} onGoToField={onGoToField} />
      </PanelPart>
    )}
    <PreviewNotice state={state} onRetry={onRetry} />
    <Answer state={state} ttl={ttl} onGoToField={onGoToField} />
  </div>
);
