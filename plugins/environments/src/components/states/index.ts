export { EmptyState } from './EmptyState';
export { EXPLAIN_AFTER_MS, LoadingState } from './LoadingState';
export { NotAllowedState } from './NotAllowedState';
export { NotFoundState } from './NotFoundState';
export { NotSetUpState } from './NotSetUpState';
export { ResourceStates } from './ResourceStates';
export { Snippet } from './Snippet';
export { SourceDownState } from './SourceDownState';
export { StaleBanner } from './StaleBanner';
