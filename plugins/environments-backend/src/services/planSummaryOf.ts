import { PlanSummary } from '@portico/plugin-environments-common';
import { z } from 'zod/v4';

/** The part of `terraform show -json` that tells what happens to resources. */
const showSchema = z.object({
  resource_changes: z
    .array(
      z.object({ change: z.object({ actions: z.array(z.string()).max(2) }) }),
    )
    .max(20_000)
    .optional(),
});

function actionOf(actions: readonly string[]): keyof PlanSummary | undefined {
  if (actions.length === 2) return 'replace';
  switch (actions[0]) {
    case 'create':
      return 'add';
    case 'update':
      return 'change';
    case 'delete':
      return 'destroy';
    default:
      return undefined;
  }
}

/** Counts what `terraform show -json` plans; undefined where it is no such document. */
export function planSummaryOf(show: unknown): PlanSummary | undefined {
  const parsed = showSchema.safeParse(show);
  if (!parsed.success) return undefined;
  const summary = { add: 0, change: 0, replace: 0, destroy: 0 };
  for (const { change } of parsed.data.resource_changes ?? []) {
    const action = actionOf(change.actions);
    if (action) summary[action] += 1;
  }
  return summary;
}
