export { EnvironmentForm, type EnvironmentFormProps } from './EnvironmentForm';
export type { Submit, SubmitOutcome } from './useSubmit';
