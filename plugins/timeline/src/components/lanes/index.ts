export { LaneLines } from './LaneLines';
export { LaneList } from './LaneList';
