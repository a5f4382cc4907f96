export { RecipientPanel } from './recipient-panel.tsx';
