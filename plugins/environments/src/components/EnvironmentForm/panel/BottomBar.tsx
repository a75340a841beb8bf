import {
  Box,
  Button,
  Dialog,
  DialogBody,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { isEstimate } from '@portico/plugin-environments-common';
import { useState } from 'react';
import { monthlyWords } from '../../../format/amounts';
import { PreviewPanel, type PreviewPanelProps } from './PreviewPanel';
import styles from './panel.module.css';

const ESTIMATE_UNAVAILABLE = 'Estimate unavailable, approval required';

/** The total; a question that is under way may still do better than the last one did. */
function totalWords({
  preview,
  problem,
  pending,
}: PreviewPanelProps['state']): string {
  if (problem && !pending) return ESTIMATE_UNAVAILABLE;
  if (preview && isEstimate(preview.estimate)) {
    return monthlyWords(preview.estimate);
  }
  return preview && !pending ? ESTIMATE_UNAVAILABLE : 'Price not known yet';
}

function countWords(findings: number | undefined): string {
  if (findings === undefined) return 'policy not known yet';
  if (findings === 0) return 'no findings';
  return findings === 1 ? '1 finding' : `${findings} findings`;
}

function findingWords({ state, issues }: PreviewPanelProps): string {
  const findings = state.preview?.findings.filter(
    ({ waiver }) => waiver === null,
  ).length;
  const texts = [
    issues.length > 0 && `${issues.length} to mend`,
    countWords(findings),
    state.outdated && 'of the form as it was',
  ];
  return texts.filter(Boolean).join(', ');
}

/** The panel on a phone: a bar with the total and the findings, which opens to the rest. */
export const BottomBar = (props: PreviewPanelProps) => {
  const [open, setOpen] = useState(false);
  return (
    <Box bg="neutral" className={styles.bar}>
      <div className={styles.barText} aria-busy={props.state.pending}>
        <Text as="p" variant="body-medium" weight="bold">
          {totalWords(props.state)}
        </Text>
        <Text as="p" variant="body-small" color="secondary">
          {findingWords(props)}
        </Text>
      </div>
      <Button variant="secondary" onPress={() => setOpen(true)}>
        Details
      </Button>
      <Dialog isOpen={open} onOpenChange={setOpen} isDismissable>
        <DialogHeader>Price, policy and plan</DialogHeader>
        <DialogBody>
          <PreviewPanel
            {...props}
            onGoToField={path => {
              setOpen(false);
              props.onGoToField(path);
            }}
          />
        </DialogBody>
      </Dialog>
    </Box>
  );
};
