export { EarlierVerdicts } from './earlier-verdicts.tsx';
export { MomentCard } from './moment-card.tsx';
export { OutcomeTag } from './outcome-tag.tsx';
