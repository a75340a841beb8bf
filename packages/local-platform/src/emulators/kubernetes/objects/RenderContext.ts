import type { Memory } from '../cluster/Memory';
import type { Usage } from '../cluster/UsageSampler';

/** What the objects of a workload depend on beside the workload. */
export interface RenderContext {
  namespace: string;
  now: Date;
  memory: Memory;
  /** What a process used lately; nothing where nobody knows. */
  usageOf(pid: number | undefined): Usage | undefined;
}
