import { Alert, Button, Text } from '@backstage/ui';
import type { PreviewState } from '../../../hooks/usePreview';
import { EstimateUnavailable } from '../../EstimateTotal';
import { LoadingState } from '../../states';
import { PanelPart } from './PanelPart';
import styles from './panel.module.css';

/** The last question had no answer: what that means, and how to ask again. */
const Failed = ({
  message,
  onRetry,
}: {
  message: string;
  onRetry: () => void;
}) => (
  <PanelPart title="Price">
    <div role="status" className={styles.failed}>
      <EstimateUnavailable reason={message} isRequest />
      <div>
        <Button size="small" variant="secondary" onPress={onRetry}>
          Retry
        </Button>
      </div>
    </div>
  </PanelPart>
);

const EARLIER = 'What is below belongs to an earlier edit.';

const Note = ({ children }: { children: string }) => (
  <Text as="p" role="status" variant="body-small" className={styles.note}>
    {children}
  </Text>
);

/** What the reader should know of the numbers below, when they are not those of the last edit. */
export const PreviewNotice = ({
  state,
  onRetry,
}: {
  state: PreviewState;
  onRetry: () => void;
}) => {
  const { preview, pending, slow, outdated, problem } = state;
  if (problem?.kind === 'busy') {
    return (
      <Alert
        status="info"
        icon
        role="status"
        title="Many ask for prices right now. Yours is asked for again in a moment."
      />
    );
  }
  // A new question may still do better than the last one did.
  if (problem && !pending) {
    return (
      <>
        <Failed message={problem.message} onRetry={onRetry} />
        {preview && <Note>{EARLIER}</Note>}
      </>
    );
  }
  if (!preview && pending) {
    return slow ? (
      <Note>Still working it out.</Note>
    ) : (
      <LoadingState
        what="price, plan and policy"
        waitsFor="the portal to work out the plan"
      />
    );
  }
  if (pending && slow) {
    return <Note>{`Still working it out. ${EARLIER}`}</Note>;
  }
  return preview && outdated && !pending ? <Note>{EARLIER}</Note> : null;
};
