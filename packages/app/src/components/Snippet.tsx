import { useState } from 'react';
import { Button } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import styles from './Snippet.module.css';

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

/** Lines to copy, such as of a configuration. */
export const Snippet = (props: { label: string; text: string }) => {
  const [copied, setCopied] = useState<Copied>('no');

  return (
    <div className={styles.snippet}>
      <pre
        role="region"
        aria-label={props.label}
        // A long line scrolls, and a keyboard must be able to scroll it.
        tabIndex={0} // eslint-disable-line jsx-a11y/no-noninteractive-tabindex -- scrollable by keyboard
      >
        <code>{props.text}</code>
      </pre>
      <Button
        variant="secondary"
        size="small"
        iconStart={copied === 'yes' ? <RiCheckLine /> : <RiFileCopyLine />}
        onPress={async () => setCopied(await copy(props.text))}
      >
        <span aria-live="polite">{WORDS[copied]}</span>
      </Button>
    </div>
  );
};
