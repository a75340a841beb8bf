import { Button, Text } from '@backstage/ui';
import { RiCheckLine, RiDownloadLine, RiFileCopyLine } from '@remixicon/react';
import { useState } from 'react';
import styles from './controls.module.css';

/** A note, and the file it is saved as. */
export interface Note {
  text: string;
  fileName: string;
}

/** What became of copying; the note itself where the browser does not copy. */
type Copied = { status: 'no' | 'yes' } | { status: 'failed'; text: string };

async function copy(text: string): Promise<Copied> {
  try {
    // Missing where the page is plain http on another machine.
    await navigator.clipboard.writeText(text);
    return { status: 'yes' };
  } catch {
    return { status: 'failed', text };
  }
}

function download({ text, fileName }: Note): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/markdown' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}

/** Takes what is on the timeline away as a note in Markdown. */
export const NoteActions = ({ write }: { write: () => Note }) => {
  const [copied, setCopied] = useState<Copied>({ status: 'no' });
  return (
    <div className={styles.actions}>
      <Button
        size="small"
        variant="secondary"
        iconStart={
          copied.status === 'yes' ? <RiCheckLine /> : <RiFileCopyLine />
        }
        onPress={async () => setCopied(await copy(write().text))}
      >
        <span aria-live="polite">
          {copied.status === 'yes' ? 'Copied' : 'Copy as Markdown'}
        </span>
      </Button>
      <Button
        size="small"
        variant="tertiary"
        iconStart={<RiDownloadLine />}
        onPress={() => download(write())}
      >
        Download
      </Button>
      {copied.status === 'failed' && (
        <label className={styles.byHand}>
          <Text variant="body-small" color="secondary">
            The browser does not copy here. Select the text and copy it by hand.
          </Text>
          <textarea readOnly rows={8} value={copied.text} />
        </label>
      )}
    </div>
  );
};
