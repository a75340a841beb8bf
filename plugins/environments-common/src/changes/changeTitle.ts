import type { ChangeKind } from './changeState';

const KINDS: Readonly<Record<ChangeKind, string>> = {
  create: 'Create',
  resize: 'Resize',
  extend: 'Extend',
  revert: 'Revert',
  adopt: 'Adopt',
  destroy: 'Destroy',
};

/** What a change is about, such as "Create dev". */
export function changeTitle(change: {
  kind: ChangeKind;
  name: string;
}): string {
  return `${KINDS[change.kind]} ${change.name}`;
}
