import { useCallback, useMemo, useRef, useState, type RefObject } from 'react';
import {
  countBySection,
  sectionOf,
  type Section,
} from '../../form/fieldIssues';
import type { SpecIssue } from '@portico/plugin-environments-common';
import type { SectionsContextValue } from './SectionsContext';

const FOCUSABLE =
  'input:not([type="hidden"]):not([disabled]), button:not([disabled]), [tabindex="0"]';

/** The element of a field, or of the closest group of fields around it. */
function findField(root: HTMLElement, path: string): HTMLElement | undefined {
  for (let at = path; at !== ''; at = at.replace(/(\.[^.[\]]+|\[\d+\])$/, '')) {
    const found = root.querySelector<HTMLElement>(
      `[data-field="${CSS.escape(at)}"]`,
    );
    if (found) return found;
    if (!/[.[]/.test(at)) return undefined;
  }
  return undefined;
}

/** Which sections are open, and the way to a field in any of them. */
export function useSectionState(issues: readonly SpecIssue[]): {
  root: RefObject<HTMLDivElement>;
  sections: SectionsContextValue;
  goToField: (path: string) => void;
} {
  const root = useRef<HTMLDivElement>(null);
  const [open, setOpenSections] = useState<ReadonlySet<Section>>(new Set());

  const setOpen = useCallback((section: Section, isOpen: boolean) => {
    setOpenSections(old => {
      const next = new Set(old);
      if (isOpen) next.add(section);
      else next.delete(section);
      return next;
    });
  }, []);

  const goToField = useCallback(
    (path: string) => {
      setOpen(sectionOf(path), true);
      // The section has to be open before anything in it can take the focus.
      setTimeout(() => {
        const field = root.current && findField(root.current, path);
        const target = field?.querySelector<HTMLElement>(FOCUSABLE);
        field?.scrollIntoView?.({ block: 'center' });
        target?.focus({ preventScroll: true });
      }, 50);
    },
    [setOpen],
  );

  const sections = useMemo(
    () => ({ open, setOpen, counts: countBySection(issues) }),
    [open, setOpen, issues],
  );
  return { root, sections, goToField };
}
