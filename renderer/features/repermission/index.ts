export { InnocentsPanel } from './innocents-panel.tsx';
export { RepermissionPanel } from './repermission-panel.tsx';
