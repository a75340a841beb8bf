import { createContext, useContext } from 'react';
import type { Section } from '../../form/fieldIssues';

/** Which sections are open, and how much is wrong in each. */
export interface SectionsContextValue {
  open: ReadonlySet<Section>;
  setOpen: (section: Section, open: boolean) => void;
  counts: Partial<Record<Section, number>>;
}

/** Gives the sections their state. */
export const SectionsContext = createContext<SectionsContextValue>({
  open: new Set(),
  setOpen: () => undefined,
  counts: {},
});

/** Which sections are open, and how much is wrong in each. */
export function useSections(): SectionsContextValue {
  return useContext(SectionsContext);
}
