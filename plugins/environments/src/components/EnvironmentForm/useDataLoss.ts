import type { ValidPreview } from '@portico/plugin-environments-common';
import { useState } from 'react';
import { dataLossWords } from '../../form/dataLossWords';

/** What a change does to data, and whether whoever asks has said that they mean it. */
export interface DataLoss {
  /** What is lost; undefined where nothing is. */
  warning: string | undefined;
  typed: string;
  onType: (text: string) => void;
  /** Whether nothing is lost, or the name was typed. */
  confirmed: boolean;
}

/** Asks for the typed name of an environment whose data a change loses. */
export function useDataLoss(
  preview: ValidPreview | undefined,
  name: string,
): DataLoss {
  const [typed, setTyped] = useState('');
  const warning = dataLossWords(preview?.plan ?? null);
  return {
    warning,
    typed,
    onType: setTyped,
    confirmed: warning === undefined || typed.trim() === name,
  };
}
