export { BottomBar } from './BottomBar';
export { DataLossConfirm } from './DataLossConfirm';
export { PreviewPanel, type PreviewPanelProps } from './PreviewPanel';
export { SubmitArea } from './SubmitArea';
