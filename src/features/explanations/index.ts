export { createExplanations } from './explanations.ts';
export { explanationsOf } from './view.ts';
