export { driftSchema, type Drift } from './Drift';
export {
  componentHealthSchema,
  healthStateSchema,
  restartsSchema,
  workloadHealthSchema,
  workloadKindSchema,
  type ComponentHealth,
  type HealthState,
  type Restarts,
  type WorkloadHealth,
  type WorkloadKind,
} from './WorkloadHealth';
