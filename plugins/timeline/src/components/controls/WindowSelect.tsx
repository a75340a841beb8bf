import { Text, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useId, useState } from 'react';
import {
  presetWords,
  WINDOW_PRESETS,
  type TimeWindow,
  type WindowChoice,
} from '../../time/windowChoice';
import { FixedWindowForm } from './FixedWindowForm';
import styles from './controls.module.css';

const CUSTOM = 'custom';

/** Chooses the window: the last hours or days, or a fixed one. */
export const WindowSelect = ({
  choice,
  window,
  zone,
  onChoose,
}: {
  choice: WindowChoice;
  window: TimeWindow;
  zone: string;
  onChoose: (choice: WindowChoice) => void;
}) => {
  const id = useId();
  const [isAsking, setIsAsking] = useState(false);
  const isFixed = choice.kind === 'fixed';
  const chosen = isAsking || isFixed ? CUSTOM : choice.preset;
  const select = (key: string) => {
    const preset = WINDOW_PRESETS.find(name => name === key);
    setIsAsking(preset === undefined);
    if (preset !== undefined) onChoose({ kind: 'preset', preset });
  };
  return (
    <div className={styles.window}>
      <Text id={id} variant="body-small">
        Window
      </Text>
      <ToggleButtonGroup
        aria-labelledby={id}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[chosen]}
        onSelectionChange={keys => {
          for (const key of keys) select(String(key));
        }}
      >
        {WINDOW_PRESETS.map(preset => (
          <ToggleButton
            key={preset}
            id={preset}
            aria-label={presetWords(preset)}
          >
            {/* A phone has no room for more than "6 h". */}
            {preset.replace(/(?=[hd])/, ' ')}
          </ToggleButton>
        ))}
        <ToggleButton id={CUSTOM}>From … to</ToggleButton>
      </ToggleButtonGroup>
      {chosen === CUSTOM && (
        <FixedWindowForm
          // What the address names is what the form begins with.
          key={isFixed ? `${choice.from}-${choice.to}` : 'new'}
          window={window}
          zone={zone}
          onChoose={({ from, to }) => {
            setIsAsking(false);
            onChoose({ kind: 'fixed', from, to });
          }}
        />
      )}
    </div>
  );
};
