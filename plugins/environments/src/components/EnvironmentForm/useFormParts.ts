import { useMemo, type RefObject } from 'react';
import { byField } from '../../form/fieldIssues';
import { textAt } from '../../form/paths';
import { ttlOf } from '../../form/previewSpec';
import { useClassPrices, type ClassPrices } from '../../hooks/useClassPrices';
import type { FormContextValue } from './FormContext';
import type { PreviewPanelProps } from './panel';
import type { SectionsContextValue } from './SectionsContext';
import {
  useEnvironmentForm,
  type EnvironmentFormOptions,
} from './useEnvironmentForm';
import { useSectionState } from './useSectionState';

/** Everything that the shells of the form put together. */
export interface FormParts {
  form: ReturnType<typeof useEnvironmentForm>;
  context: FormContextValue;
  sections: SectionsContextValue;
  root: RefObject<HTMLDivElement>;
  goToField: (path: string) => void;
  classPrices: ClassPrices;
  panel: PreviewPanelProps;
  isNew: boolean;
}

/** The form's state and what its sections and its panel need of it. */
export function useFormParts(options: EnvironmentFormOptions): FormParts {
  const isNew = options.against === undefined;
  const form = useEnvironmentForm(options);
  const { state, dispatch, preview, submission, shown } = form;
  const { draft } = state;
  const { root, sections, goToField } = useSectionState(shown);
  const classPrices = useClassPrices({
    enabled: isNew && preview.preview !== undefined,
    region: textAt(draft, 'spec.region'),
    owner: textAt(draft, 'metadata.owner'),
    cidr: textAt(draft, 'spec.network.cidr'),
  });
  const context = useMemo(
    () => ({ draft, dispatch, issues: shown, disabled: submission.busy }),
    [draft, dispatch, shown, submission.busy],
  );
  return {
    form,
    context,
    sections,
    root,
    goToField,
    classPrices,
    isNew,
    panel: {
      state: preview,
      issues: byField(shown),
      ttl: ttlOf(draft),
      onRetry: preview.retry,
      onGoToField: goToField,
    },
  };
}
