import {
  CLASS_DEFAULTS,
  defaultSpecFor,
  findRegion,
  type EnvironmentClass,
  type EnvironmentSpec,
} from '@portico/plugin-environments-common';
import { getAt, setAt, textAt, type SpecDraft } from './paths';
import { existingCluster } from './summaries';

/** A change that the user made, at the path where it is kept. */
export interface Edit {
  path: string;
  value: unknown;
}

/** Everything that the form remembers. */
export interface FormState {
  draft: SpecDraft;
  /** What the user chose themselves; it outlives the choice of another class. */
  edits: readonly Edit[];
  /** Fields that were left or changed: only these complain. */
  touched: readonly string[];
  /** Whether submitting was tried; then every field complains. */
  attempted: boolean;
}

/** What happens to the form. */
export type FormAction =
  | { type: 'edit'; path: string; value: unknown }
  /** A better starting value for what the user has not touched. */
  | { type: 'propose'; path: string; value: unknown }
  | { type: 'touch'; path: string }
  | { type: 'choose-class'; class: EnvironmentClass }
  | { type: 'attempt' }
  | { type: 'restore'; draft: SpecDraft; edits: readonly Edit[] }
  | { type: 'reset'; draft: SpecDraft };

/** The form before anything was typed. */
export function initialFormState(draft: SpecDraft): FormState {
  return { draft, edits: [], touched: [], attempted: false };
}

/** A valid spec as a draft: what JSON can't hold is not in it. */
export function draftOf(spec: EnvironmentSpec): SpecDraft {
  return JSON.parse(JSON.stringify(spec));
}

const NODE_GROUPS = 'spec.cluster.nodeGroups';

/** Node groups are kept as one list: a group has no place in another list. */
function keptAt(path: string): string {
  return path.startsWith(NODE_GROUPS) ? NODE_GROUPS : path;
}

function withEdit(edits: readonly Edit[], edit: Edit): Edit[] {
  return [...edits.filter(({ path }) => path !== edit.path), edit];
}

function touch(touched: readonly string[], path: string): readonly string[] {
  return touched.includes(path) ? touched : [...touched, path];
}

function edited(state: FormState, path: string, value: unknown): FormState {
  const draft = setAt(state.draft, path, value);
  const kept = keptAt(path);
  return {
    ...state,
    draft,
    edits: withEdit(state.edits, { path: kept, value: getAt(draft, kept) }),
    touched: touch(state.touched, path),
  };
}

/** The defaults of another class, with all that the user chose put back in. */
function withClass(state: FormState, next: EnvironmentClass): FormState {
  const { draft, edits } = state;
  const region = textAt(draft, 'spec.region');
  const defaults = draftOf(
    defaultSpecFor(next, {
      name: textAt(draft, 'metadata.name'),
      owner: textAt(draft, 'metadata.owner'),
      description: textAt(draft, 'metadata.description'),
      takenCidrs: [],
      // A region that is no region would be an error here; the field says so itself.
      ...(findRegion(region) ? { region } : {}),
    }),
  );
  const kept = [
    'spec.network.cidr',
    'spec.network.existing',
    ...(existingCluster(draft) === undefined ? [] : ['spec.cluster']),
  ];
  const placed = kept.reduce(
    (spec, path) => setAt(spec, path, getAt(draft, path)),
    defaults,
  );
  const usable = edits.filter(
    ({ path }) => path !== 'spec.ttl' || CLASS_DEFAULTS[next].expires,
  );
  return {
    ...state,
    draft: usable.reduce(
      (spec, { path, value }) => setAt(spec, path, value),
      placed,
    ),
  };
}

/** The form after an action. */
export function formReducer(state: FormState, action: FormAction): FormState {
  switch (action.type) {
    case 'edit':
      return edited(state, action.path, action.value);
    case 'propose':
      return { ...state, draft: setAt(state.draft, action.path, action.value) };
    case 'touch':
      return { ...state, touched: touch(state.touched, action.path) };
    case 'choose-class':
      return withClass(state, action.class);
    case 'attempt':
      return { ...state, attempted: true };
    case 'restore':
      return {
        draft: action.draft,
        edits: action.edits,
        touched: action.edits.map(({ path }) => path),
        attempted: false,
      };
    case 'reset':
      return initialFormState(action.draft);
    default:
      return state;
  }
}
