export { Advice } from './advice.tsx';
export { ClientProblems } from './client-problems.tsx';
export { type Situation, situationOf } from './situation.rules.ts';
