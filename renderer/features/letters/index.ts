export { LetterPanel } from './letter-panel.tsx';
export { NamedOthers } from './named-others.tsx';
export { OutdatedLetters } from './outdated-letters.tsx';
export { RelapsePanel } from './relapse-panel.tsx';
export { ToldPanel } from './told-panel.tsx';
