export {
  createInfraClient,
  type CreateInfraClientOptions,
} from './createInfraClient';
export {
  InfraClient,
  type Evaluation,
  type EvaluationOutcome,
  type EvaluationRequest,
  type InfraClientOptions,
  type PlanOutcome,
} from './InfraClient';
export {
  SynthWorker,
  type SynthWorkerOptions,
  type SynthWorkerStats,
} from './synth/SynthWorker';
export type {
  SynthOutcome,
  Unavailable,
  UnavailableReason,
} from './synth/SynthOutcome';
export {
  parseTerraformDocument,
  type TerraformDocument,
} from './document/TerraformDocument';
export {
  estimateDocument,
  type EstimateOptions,
} from './pricing/estimateDocument';
export { planDocuments, type PlanInput } from './plan/planDocuments';
export { checkPolicies, type PolicyOptions } from './policies/checkPolicies';
export { policyRules } from './policies/policyRules';
export type { PolicyFacts, PolicyRule, Violation } from './policies/PolicyRule';
export {
  PriceBook,
  type PriceAttributes,
  type PriceBookEntry,
  type PriceQuery,
  type PriceSource,
} from './pricing/PriceBook';
export { listPrices } from './pricing/book/listPrices';
export { validateDocument } from './validate/validateDocument';
export type {
  ConfigurationProblem,
  ProblemKind,
} from './validate/ConfigurationProblem';
export { problemFinding } from './validate/problemFindings';
export { ProviderSchema } from './validate/schema/ProviderSchema';
export { SchemaFile } from './validate/schema/SchemaFile';
