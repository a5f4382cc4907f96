export { FirstSteps } from './first-steps.tsx';
export { SittingBar } from './sitting-bar.tsx';
export { useSitting } from './use-sitting.ts';
