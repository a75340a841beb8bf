export { EnvironmentForm, type EnvironmentFormProps } from './EnvironmentForm';
export { EnvironmentFormFields } from './EnvironmentFormFields';
export type { Submit, SubmitOutcome } from './useSubmit';
