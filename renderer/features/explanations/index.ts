export { ExplanationsPanel } from './explanations-panel.tsx';
