export { ClusterSection } from './ClusterSection';
export { DataSection } from './DataSection';
export { EdgeSection } from './EdgeSection';
export { NetworkSection } from './NetworkSection';
export { PurposeSection } from './PurposeSection';
export { ReviewSection } from './ReviewSection';
export { TimeSection } from './TimeSection';
