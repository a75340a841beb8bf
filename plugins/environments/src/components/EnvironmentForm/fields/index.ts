export { ChoiceInput, type Choice } from './ChoiceInput';
export { FieldFrame } from './FieldFrame';
export { NumberInput } from './NumberInput';
export { SuggestInput } from './SuggestInput';
export { SwitchInput } from './SwitchInput';
export { TextInput } from './TextInput';
