import { z } from 'zod/v4';

const countSchema = z.number().int().nonnegative();

/** How many resources are added, changed, replaced and destroyed. */
export const planSummarySchema = z.object({
  add: countSchema,
  change: countSchema,
  replace: countSchema,
  destroy: countSchema,
});

/** How many resources are added, changed, replaced and destroyed. */
export type PlanSummary = z.infer<typeof planSummarySchema>;

/** What happens to a resource. */
export const planActionSchema = z.enum(['add', 'change', 'replace', 'destroy']);

/** What happens to a resource. */
export type PlanAction = z.infer<typeof planActionSchema>;

/** One resource that is added, changed, replaced or destroyed. */
export const plannedResourceSchema = z.object({
  address: z.string(),
  resourceType: z.string(),
  action: planActionSchema,
  /** Whether data is lost, unless it is restored from a snapshot. */
  dataLoss: z.boolean(),
  /** Why it is replaced or what is lost, in plain words. */
  reason: z.string().optional(),
  /** The arguments that differ, for changes and replacements. */
  changes: z
    .array(
      z.object({ path: z.string(), before: z.unknown(), after: z.unknown() }),
    )
    .optional(),
});

/** One resource of a plan. */
export type PlannedResource = z.infer<typeof plannedResourceSchema>;

/** The resources of one module of a plan. */
export const planModuleSchema = planSummarySchema.extend({
  module: z.string(),
  resources: z.array(plannedResourceSchema),
});

/** The resources of one module of a plan. */
export type PlanModule = z.infer<typeof planModuleSchema>;

/** What a change does to resources, by module. */
export const planSchema = z.object({
  /** `structural`: compared by us, without AWS; `terraform`: by Terraform itself. */
  basis: z.enum(['structural', 'terraform']),
  summary: planSummarySchema,
  modules: z.array(planModuleSchema),
});

/** What a change does to resources, by module. */
export type Plan = z.infer<typeof planSchema>;

/** The resources of a plan whose data would be lost. */
export function dataLosses(plan: Plan): PlannedResource[] {
  return plan.modules.flatMap(({ resources }) =>
    resources.filter(({ dataLoss }) => dataLoss),
  );
}

/** Whether a plan does nothing. */
export function isEmptyPlan({ summary }: Plan): boolean {
  return summary.add + summary.change + summary.replace + summary.destroy === 0;
}
