export { PromoteActions } from './PromoteActions';
export { PromoteDialog } from './PromoteDialog';
export { usePromoteAccess, type PromoteAccess } from './usePromoteAccess';
