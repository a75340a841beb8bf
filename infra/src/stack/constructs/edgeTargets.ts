import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { EnvironmentOutput } from './EnvironmentPart';

/** What is said of a path that leads to no service, as services themselves say it. */
export const NOTHING_HERE = {
  type: 'fixed-response',
  fixedResponse: {
    contentType: 'application/json',
    statusCode: '404',
    messageBody: JSON.stringify({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      code: 'NOT_FOUND',
      detail: 'There is nothing here.',
    }),
  },
};

/** Where pods register: one group for all, or one for each service. */
export type EdgeTargets =
  | { readonly all: LbTargetGroup }
  | { readonly byService: ReadonlyMap<string, LbTargetGroup> };

/** Every group. */
export function groupsOf(targets: EdgeTargets): LbTargetGroup[] {
  return 'all' in targets ? [targets.all] : [...targets.byService.values()];
}

/** Tells the pipeline where pods register. */
export function placesToRegister(targets: EdgeTargets): EnvironmentOutput {
  return 'all' in targets
    ? {
        name: 'edge_target_group',
        description: 'Where pods register to get requests',
        value: targets.all.arn,
      }
    : {
        name: 'edge_target_groups',
        description: 'Where the pods of each service register to get requests',
        value: Object.fromEntries(
          [...targets.byService].map(([name, { arn }]) => [name, arn]),
        ),
      };
}
