import { createHash } from 'node:crypto';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { LbListenerRule } from '@cdktf/provider-aws/lib/lb-listener-rule';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { EnvironmentSpec } from '@portico/plugin-environments-common';
import { Construct } from 'constructs';
import { rulePriorities } from './rulePriorities';
import { shortName } from './shortName';
import { targetGroup } from './targetGroup';

/** The services that are reached from outside, and the listener that sends requests to them. */
export interface ServiceRoutesOptions {
  readonly environment: string;
  readonly vpcId: string;
  readonly services: NonNullable<EnvironmentSpec['spec']['edge']>['services'];
  readonly listener: LbListener;
}

const MAX_NAME = 32;

/** Makes a target group for each service and a rule for each of its paths; returns the groups by service. */
export function serviceRoutes(
  scope: Construct,
  { environment, vpcId, services, listener }: ServiceRoutesOptions,
): ReadonlyMap<string, LbTargetGroup> {
  const priorities = rulePriorities(services.flatMap(({ paths }) => paths));
  return new Map(
    services.map(({ name, paths }) => {
      const targets = targetGroup(scope, `targets-${name}`, {
        // No name of an environment has two hyphens in a row, so none is taken by this one.
        name: shortName(`${environment}--${name}`, MAX_NAME),
        vpcId,
      });
      for (const path of paths) {
        new LbListenerRule(scope, ruleId(path), {
          listenerArn: listener.arn,
          priority: priorities.get(path),
          action: [{ type: 'forward', targetGroupArn: targets.arn }],
          condition: [{ pathPattern: { values: patternsOf(path) } }],
        });
      }
      return [name, targets];
    }),
  );
}

/** The path itself and what is below it: two of the five values that a rule may have. */
function patternsOf(path: string): string[] {
  return path === '/' ? ['/*'] : [path, `${path}/*`];
}

/**
 * The same whichever service a path leads to: a path that moves from one to another
 * changes its rule in place, and never waits for a priority that is still taken.
 */
function ruleId(path: string): string {
  const readable = path.replace(/[^A-Za-z0-9-]/g, '_');
  if (/^[A-Za-z0-9/-]*$/.test(path)) return `path${readable}`;
  const hash = createHash('sha256').update(path).digest('hex');
  return `path${readable}_${hash.slice(0, 6)}`;
}
