export { Advice } from './advice.tsx';
export { ClientProblems } from './client-problems.tsx';
export { situationOf } from './situation.rules.ts';
export { useProblems } from './use-problems.ts';
