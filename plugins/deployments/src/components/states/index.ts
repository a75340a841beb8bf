export { ConnectionsLink } from './ConnectionsLink';
export { LoadingState } from './LoadingState';
export { NothingTold, NothingToldOf } from './NothingTold';
export { ResourceStates } from './ResourceStates';
export { Snippet } from './Snippet';
export { StateMessage } from './StateMessage';
