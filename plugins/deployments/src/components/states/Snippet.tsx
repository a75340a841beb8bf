import { Button } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useState } from 'react';
import styles from './states.module.css';

type Copied = 'no' | 'yes' | 'failed';

const WORDS: Record<Copied, string> = {
  no: 'Copy',
  yes: 'Copied',
  failed: 'Select the text and copy it by hand',
};

async function copy(text: string): Promise<Copied> {
  try {
    // Missing where the page is plain http on another machine.
    await navigator.clipboard.writeText(text);
    return 'yes';
  } catch {
    return 'failed';
  }
}

/** Text to copy, such as lines of a configuration or a file. */
export const Snippet = ({ label, text }: { label: string; text: string }) => {
  const [copied, setCopied] = useState<Copied>('no');
  return (
    <div className={styles.snippet}>
      <pre
        aria-label={label}
        // A long line scrolls, and a keyboard must be able to scroll it.
        tabIndex={0} // eslint-disable-line jsx-a11y/no-noninteractive-tabindex -- scrollable by keyboard
        role="region"
      >
        <code>{text}</code>
      </pre>
      <Button
        variant="secondary"
        size="small"
        iconStart={copied === 'yes' ? <RiCheckLine /> : <RiFileCopyLine />}
        onPress={async () => setCopied(await copy(text))}
      >
        <span aria-live="polite">{WORDS[copied]}</span>
      </Button>
    </div>
  );
};
