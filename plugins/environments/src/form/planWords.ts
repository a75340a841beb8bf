import type {
  Plan,
  PlannedResource,
  PlanSummary,
} from '@portico/plugin-environments-common';

/** Counts in words, such as "83 to add, 2 to change"; what is 0 is left out. */
export function planCounts({
  add,
  change,
  replace,
  destroy,
}: PlanSummary): string {
  const texts = [
    add > 0 && `${add} to add`,
    change > 0 && `${change} to change`,
    replace > 0 && `${replace} to replace`,
    destroy > 0 && `${destroy} to destroy`,
  ].filter((text): text is string => typeof text === 'string');
  return texts.length > 0 ? texts.join(', ') : 'nothing changes';
}

/** The resources that are made anew: they are away for a while. */
export function replacements(plan: Plan): PlannedResource[] {
  return plan.modules.flatMap(({ resources }) =>
    resources.filter(({ action }) => action === 'replace'),
  );
}
