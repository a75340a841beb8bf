import { AlarmRule } from './alarmRules';

/** What a part tells those who come after it. */
export interface EnvironmentOutput {
  readonly name: string;
  readonly description: string;
  readonly value: string | Readonly<Record<string, string>>;
  /** Not printed by Terraform. */
  readonly sensitive?: boolean;
}

/** A part of an environment: what is watched of it, and what it tells. */
export interface EnvironmentPart {
  readonly alarms?: readonly AlarmRule[];
  readonly outputs: readonly EnvironmentOutput[];
  /** Secrets that pods of the environment may read. */
  readonly secretArns?: readonly string[];
  /** Groups at which pods register themselves. */
  readonly targetGroupArns?: readonly string[];
  /** Topics that services of the environment publish to. */
  readonly topicArns?: readonly string[];
  /** Queues that services work off, by topic and name. */
  readonly queueArns?: ReadonlyMap<string, string>;
}
