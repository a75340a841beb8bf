import { useRef, useState, type KeyboardEvent } from 'react';
import type { MarkFocus } from './MarkButton';

const STEPS: Readonly<Record<string, (index: number, last: number) => number>> =
  {
    ArrowLeft: index => index - 1,
    ArrowRight: index => index + 1,
    Home: () => 0,
    End: (_, last) => last,
  };

/** Lets arrow keys move along a row of which Tab reaches one; the newest at first. */
export function useRovingFocus(count: number): {
  focusOf: (index: number) => MarkFocus;
  onFocus: (index: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
} {
  const [chosen, setChosen] = useState<number>();
  const elements = useRef<(HTMLElement | null)[]>([]);
  const last = count - 1;
  const current = Math.min(chosen ?? last, last);
  return {
    focusOf: index => ({
      tabIndex: index === current ? 0 : -1,
      ref: element => {
        elements.current[index] = element;
      },
    }),
    onFocus: setChosen,
    onKeyDown: event => {
      const step = STEPS[event.key];
      if (!step) return;
      event.preventDefault();
      // Beyond the ends there is none.
      elements.current[step(current, last)]?.focus();
    },
  };
}
