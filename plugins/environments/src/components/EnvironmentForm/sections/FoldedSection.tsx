import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import type { ReactNode } from 'react';
import type { Section } from '../../../form/fieldIssues';
import { useSections } from '../SectionsContext';
import styles from './sections.module.css';

/** A section that is folded to one line until somebody wants to change it. */
export const FoldedSection = ({
  section,
  number,
  title,
  summary,
  children,
}: {
  section: Section;
  number: number;
  title: string;
  /** What is in it, in one line. */
  summary: string;
  children: ReactNode;
}) => {
  const { open, setOpen, counts } = useSections();
  const count = counts[section] ?? 0;
  return (
    <Accordion
      bg="neutral"
      className={styles.folded}
      isExpanded={open.has(section)}
      onExpandedChange={expanded => setOpen(section, expanded)}
    >
      <AccordionTrigger level={2}>
        <span className={styles.trigger}>
          <span className={styles.triggerTitle}>
            <span className={styles.number} aria-hidden="true">
              {number}
            </span>
            {title}
          </span>
          <span className={styles.summary}>{summary}</span>
          {count > 0 && (
            <span className={styles.count}>{`${count} to mend`}</span>
          )}
        </span>
      </AccordionTrigger>
      <AccordionPanel>
        <div className={styles.foldedFields}>{children}</div>
      </AccordionPanel>
    </Accordion>
  );
};
