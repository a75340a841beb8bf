import { Kustomization } from './kustomization';
import { Fields, Manifest, Value, isFields } from './Manifest';
import { setAt, valueAt } from './fieldPath';

type Labels = Kustomization['labels'][number];

/** Where a kind selects pods; `always` also where nothing is selected yet. */
const SELECTORS: Readonly<Record<string, { path: string; always: boolean }>> = {
  Deployment: { path: 'spec.selector.matchLabels', always: true },
  Service: { path: 'spec.selector', always: true },
  PodDisruptionBudget: { path: 'spec.selector.matchLabels', always: false },
};

/** Puts labels on an object, and where it is asked for on its pods and on what selects them. */
export function addLabels(manifest: Manifest, labels: Labels): void {
  const { pairs, includeSelectors, includeTemplates } = labels;
  add(manifest, 'metadata.labels', pairs);
  if (
    manifest.kind === 'Deployment' &&
    (includeTemplates || includeSelectors)
  ) {
    add(manifest, 'spec.template.metadata.labels', pairs);
  }
  if (!includeSelectors) return;
  if (manifest.kind === 'NetworkPolicy') {
    throw new Error('Selectors of a NetworkPolicy are not changed here');
  }
  const selector = SELECTORS[manifest.kind];
  if (selector) {
    const { path, always } = selector;
    if (always || valueAt(manifest, path)) add(manifest, path, pairs);
  }
  const spread = valueAt(
    manifest,
    'spec.template.spec.topologySpreadConstraints',
  );
  for (const constraint of Array.isArray(spread) ? spread : []) {
    if (isFields(constraint))
      add(constraint, 'labelSelector.matchLabels', pairs);
  }
}

function add(to: Fields, path: string, pairs: Fields): void {
  const there: Value = valueAt(to, path) ?? {};
  setAt(to, path, { ...(isFields(there) ? there : {}), ...pairs });
}
