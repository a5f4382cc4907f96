export { LetterPanel } from './letter-panel.tsx';
export { RelapsePanel } from './relapse-panel.tsx';
export { ToldPanel } from './told-panel.tsx';
