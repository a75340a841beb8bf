import type { ReactNode } from 'react';
import type { ClassPrices } from '../../hooks/useClassPrices';
import type { OwnerOptions } from '../../hooks/useOwnerOptions';
import { DraftOffer, DraftResumed } from './DraftOffer';
import { FormContext } from './FormContext';
import { SectionsContext } from './SectionsContext';
import {
  ClusterSection,
  DataSection,
  EdgeSection,
  NetworkSection,
  PurposeSection,
  ReviewSection,
  TimeSection,
} from './sections';
import type { FormParts } from './useFormParts';
import styles from './EnvironmentForm.module.css';

/** The seven sections of the form, and what stands beside or below them. */
export const FormBody = ({
  parts,
  owners,
  classPrices,
  layout,
  review,
  children,
}: {
  parts: FormParts;
  owners: OwnerOptions;
  classPrices: ClassPrices;
  /** Beside each other, or one below the other. */
  layout: 'columns' | 'stack';
  /** What the last section ends with. */
  review?: ReactNode;
  /** The panel. */
  children: ReactNode;
}) => {
  const { form, context, sections, root, isNew } = parts;
  return (
    <FormContext.Provider value={context}>
      <SectionsContext.Provider value={sections}>
        {form.offered && (
          <DraftOffer
            savedAt={form.offered.savedAt}
            onRestore={form.restore}
            onDiscard={form.discard}
          />
        )}
        {form.resumed && <DraftResumed />}
        <div className={styles.layout} data-layout={layout}>
          <div className={styles.form} ref={root}>
            <PurposeSection
              isNew={isNew}
              owners={owners}
              classPrices={classPrices}
            />
            <TimeSection estimate={form.preview.preview?.estimate} />
            <NetworkSection isNew={isNew} />
            <ClusterSection />
            <DataSection />
            <EdgeSection />
            <ReviewSection
              spec={form.spec}
              differences={form.differences}
              approvals={form.preview.preview?.approvals}
            >
              {review}
            </ReviewSection>
          </div>
          {children}
        </div>
      </SectionsContext.Provider>
    </FormContext.Provider>
  );
};
