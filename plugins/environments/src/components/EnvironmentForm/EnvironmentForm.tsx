import { Box } from '@backstage/ui';
import { submitLabel } from '../../form/approvalWords';
import { textAt } from '../../form/paths';
import { useIsPhone } from '../../hooks/useIsPhone';
import type { OwnerOptions } from '../../hooks/useOwnerOptions';
import { blockedReason } from './blockedReason';
import { FormBody } from './FormBody';
import { BottomBar, DataLossConfirm, PreviewPanel, SubmitArea } from './panel';
import { useDataLoss } from './useDataLoss';
import type { EnvironmentFormOptions } from './useEnvironmentForm';
import { useFormParts, type FormParts } from './useFormParts';
import styles from './EnvironmentForm.module.css';

/** What the form needs beside what it starts from. */
export interface EnvironmentFormProps extends EnvironmentFormOptions {
  owners: OwnerOptions;
  /** The word on the button, such as "Create". */
  verb: string;
}

/** Sends the form, or leads to the first thing that has to be mended before. */
async function send({ form, goToField }: FormParts): Promise<void> {
  const { dispatch, issues, spec, submission } = form;
  dispatch({ type: 'attempt' });
  if (issues.length > 0 || !spec) {
    if (issues[0]) goToField(issues[0].path);
    return;
  }
  const outcome = await submission.send(spec);
  if (outcome.status === 'issues') goToField(outcome.issues[0].path);
}

/** The button that sends the form, with what it will do. */
const Submit = ({ parts, verb }: { parts: FormParts; verb: string }) => {
  const { form } = parts;
  const { preview, submission, issues, differences, state } = form;
  const name = textAt(state.draft, 'metadata.name');
  const { warning, typed, onType, confirmed } = useDataLoss(
    preview.preview,
    name,
  );
  return (
    <SubmitArea
      label={submitLabel(verb, {
        preview: preview.preview,
        failed: preview.problem !== undefined,
        slow: preview.slow,
      })}
      blocked={blockedReason({
        issues,
        differences,
        preview,
        dataLossConfirmed: confirmed,
        name,
      })}
      submission={submission}
      confirm={
        warning && (
          <DataLossConfirm
            warning={warning}
            name={name}
            typed={typed}
            onType={onType}
          />
        )
      }
      onSubmit={() => send(parts)}
      onSignIn={() => {
        form.keepForSignIn();
        window.location.reload();
      }}
    />
  );
};

/** The form of an environment beside what it would cost, do and need, as a page. */
export const EnvironmentForm = ({
  owners,
  verb,
  ...options
}: EnvironmentFormProps) => {
  const isPhone = useIsPhone();
  const parts = useFormParts(options);
  const { panel, classPrices } = parts;
  const submit = <Submit parts={parts} verb={verb} />;
  return (
    <FormBody
      parts={parts}
      owners={owners}
      classPrices={classPrices}
      layout="columns"
      review={isPhone ? submit : undefined}
    >
      {isPhone ? (
        <BottomBar {...panel} />
      ) : (
        <Box
          as="aside"
          bg="neutral"
          className={styles.panel}
          aria-label="Price, policy and plan"
        >
          <div className={styles.scroll}>
            <PreviewPanel {...panel} />
          </div>
          <div className={styles.footer}>{submit}</div>
        </Box>
      )}
    </FormBody>
  );
};
