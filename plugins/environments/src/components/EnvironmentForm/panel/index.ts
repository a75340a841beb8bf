export { BottomBar } from './BottomBar';
export { PreviewPanel, type PreviewPanelProps } from './PreviewPanel';
export { SubmitArea } from './SubmitArea';
