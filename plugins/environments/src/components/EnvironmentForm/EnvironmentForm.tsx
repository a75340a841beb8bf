import { useMemo } from 'react';
import { ttlOf } from '../../form/previewSpec';
import { submitLabel } from '../../form/approvalWords';
import { textAt } from '../../form/paths';
import { useClassPrices } from '../../hooks/useClassPrices';
import { useIsPhone } from '../../hooks/useIsPhone';
import type { OwnerOptions } from '../../hooks/useOwnerOptions';
import { DraftOffer } from './DraftOffer';
import { FormContext } from './FormContext';
import { BottomBar, PreviewPanel, SubmitArea } from './panel';
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
import {
  blockedReason,
  useEnvironmentForm,
  type EnvironmentFormOptions,
} from './useEnvironmentForm';
import { useSectionState } from './useSectionState';
import styles from './EnvironmentForm.module.css';

/** What the form needs beside what it starts from. */
export interface EnvironmentFormProps extends EnvironmentFormOptions {
  owners: OwnerOptions;
  /** The word on the button, such as "Create". */
  verb: string;
}

/** The form of an environment beside what it would cost, do and need. */
export const EnvironmentForm = ({
  owners,
  verb,
  ...options
}: EnvironmentFormProps) => {
  const isNew = options.against === undefined;
  const isPhone = useIsPhone();
  const form = useEnvironmentForm(options);
  const { state, dispatch, preview, submission, issues, shown } = form;
  const { root, sections, goToField } = useSectionState(shown);
  const classPrices = useClassPrices({
    enabled: isNew && preview.preview !== undefined,
    region: textAt(state.draft, 'spec.region'),
    owner: textAt(state.draft, 'metadata.owner'),
    cidr: textAt(state.draft, 'spec.network.cidr'),
  });

  const send = async () => {
    dispatch({ type: 'attempt' });
    if (issues.length > 0 || !form.spec) {
      if (issues[0]) goToField(issues[0].path);
      return;
    }
    const outcome = await submission.send(form.spec);
    if (outcome.status === 'issues') goToField(outcome.issues[0].path);
  };

  const context = useMemo(
    () => ({
      draft: state.draft,
      dispatch,
      issues: shown,
      disabled: submission.busy,
    }),
    [state.draft, dispatch, shown, submission.busy],
  );
  const approvals = preview.preview?.approvals;
  const submit = (
    <SubmitArea
      label={submitLabel(verb, approvals)}
      blocked={blockedReason(form)}
      busy={submission.busy}
      progress={submission.progress}
      failure={submission.failure}
      onSubmit={send}
    />
  );
  const panel = {
    state: preview,
    issues: shown,
    ttl: ttlOf(state.draft),
    onRetry: preview.retry,
    onGoToField: goToField,
  };

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
        <div className={styles.layout}>
          <div className={styles.form} ref={root}>
            <PurposeSection
              isNew={isNew}
              owners={owners}
              classPrices={classPrices}
            />
            <TimeSection />
            <NetworkSection isNew={isNew} />
            <ClusterSection />
            <DataSection />
            <EdgeSection />
            <ReviewSection
              spec={form.spec}
              differences={form.differences}
              approvals={approvals}
            >
              {isPhone && submit}
            </ReviewSection>
          </div>
          {isPhone ? (
            <BottomBar {...panel} />
          ) : (
            <aside className={styles.panel} aria-label="Price, policy and plan">
              <PreviewPanel {...panel}>{submit}</PreviewPanel>
            </aside>
          )}
        </div>
      </SectionsContext.Provider>
    </FormContext.Provider>
  );
};
