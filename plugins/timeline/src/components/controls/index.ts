export { EnvironmentSelect } from './EnvironmentSelect';
export { NoteActions, type Note } from './NoteActions';
export { WindowSelect } from './WindowSelect';
