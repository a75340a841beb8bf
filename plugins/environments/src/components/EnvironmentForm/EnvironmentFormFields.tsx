import { Box } from '@backstage/ui';
import { useEffect } from 'react';
import type { SpecDraft } from '../../form/paths';
import type { OwnerOptions } from '../../hooks/useOwnerOptions';
import { FormBody } from './FormBody';
import { PreviewPanel } from './panel';
import type { EnvironmentFormOptions } from './useEnvironmentForm';
import { useFormParts } from './useFormParts';
import styles from './EnvironmentForm.module.css';

/** What is inside a larger form sends nothing by itself. */
const NOTHING_TO_SEND: EnvironmentFormOptions['onSubmit'] = async () => ({
  status: 'failed',
  message: 'This form is sent by the one around it.',
});

/** The same form inside a larger one, which it tells every edit and which sends it. */
export const EnvironmentFormFields = ({
  owners,
  attempted,
  onChange,
  ...options
}: Omit<EnvironmentFormOptions, 'onSubmit' | 'draftKey'> & {
  owners: OwnerOptions;
  /** Whether the form around it has tried to go on and was refused. */
  attempted: boolean;
  onChange: (draft: SpecDraft) => void;
}) => {
  const parts = useFormParts({ ...options, onSubmit: NOTHING_TO_SEND });
  const { state, dispatch } = parts.form;
  const { draft } = state;
  useEffect(() => onChange(draft), [draft, onChange]);
  useEffect(() => {
    if (attempted) dispatch({ type: 'attempt' });
  }, [attempted, dispatch]);
  return (
    <FormBody
      parts={parts}
      owners={owners}
      classPrices={parts.classPrices}
      layout="stack"
    >
      <Box
        as="aside"
        bg="neutral"
        className={styles.below}
        aria-label="Price, policy and plan"
      >
        <PreviewPanel {...parts.panel} />
      </Box>
    </FormBody>
  );
};
