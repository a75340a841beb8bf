import {
  diffSpecs,
  type EnvironmentSpec,
  type SpecIssue,
  type TakenCidr,
} from '@portico/plugin-environments-common';
import { useEffect, useMemo } from 'react';
import { mergeIssues, shownIssues } from '../../form/fieldIssues';
import type { Edit } from '../../form/formState';
import { checkDraft } from '../../form/previewSpec';
import { usePreview } from '../../hooks/usePreview';
import { useDraft, type Draft } from './useDraft';
import { useSubmit, type Submit } from './useSubmit';

/** What the form starts from and where it leads. */
export interface EnvironmentFormOptions {
  initial: EnvironmentSpec;
  /** The environment as it is today; left out for a new one. */
  against?: EnvironmentSpec;
  takenCidrs: readonly TakenCidr[];
  /** Names that a new environment can't have. */
  takenNames: readonly string[];
  /** Tells the drafts of different forms apart; left out where no draft is kept. */
  draftKey?: string;
  onSubmit: Submit;
}

const CIDR = 'spec.network.cidr';

/** A name that only stood in is nobody's mistake. */
function withoutStandIn(
  issues: readonly SpecIssue[],
  standIn: boolean,
): readonly SpecIssue[] {
  return standIn
    ? issues.filter(({ path }) => path !== 'metadata.name')
    : issues;
}

/**
 * The block that the portal proposes in place of ours, where we had proposed it: a request
 * that we can't see may hold it. What somebody typed is theirs to mend.
 */
function otherProposal(
  issues: readonly SpecIssue[],
  edits: readonly Edit[],
): string | undefined {
  return edits.some(({ path }) => path === CIDR)
    ? undefined
    : issues.find(({ path }) => path === CIDR)?.suggestion;
}

/** Moves a new environment to a block that is free, as long as nobody has chosen one. */
function useFreeBlock(
  isNew: boolean,
  issues: readonly SpecIssue[],
  { state, dispatch }: Pick<Draft, 'state' | 'dispatch'>,
): void {
  const proposal = isNew ? otherProposal(issues, state.edits) : undefined;
  useEffect(() => {
    if (proposal) dispatch({ type: 'propose', path: CIDR, value: proposal });
  }, [dispatch, proposal]);
}

/** Everything the form knows: its draft, what is wrong, what it costs, and how sending goes. */
export function useEnvironmentForm(options: EnvironmentFormOptions) {
  const { initial, against, takenCidrs, takenNames, draftKey } = options;
  const draft = useDraft(initial, draftKey);
  const { state } = draft;
  const check = useMemo(
    () => checkDraft(state.draft, { takenCidrs, takenNames }),
    [state.draft, takenCidrs, takenNames],
  );
  const preview = usePreview(check.priceable, against);
  const submission = useSubmit(options.onSubmit, draft.clear);

  useFreeBlock(against === undefined, preview.issues, draft);

  const remote = withoutStandIn(preview.issues, check.spec === undefined);
  // What a refused try said does not stop the next one: it may have been mended since.
  const standing = mergeIssues(check.issues, remote);
  const shown = mergeIssues(shownIssues(check.issues, state), [
    ...remote,
    ...submission.issues,
  ]);
  const differences = useMemo(
    () => against && check.spec && diffSpecs(against, check.spec),
    [against, check.spec],
  );
  return {
    ...draft,
    spec: check.spec,
    preview,
    submission,
    /** Everything that is known to be wrong. */
    issues: standing,
    /** What the form complains about already. */
    shown,
    differences,
  };
}
