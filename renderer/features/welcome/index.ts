export { FirstSteps } from './first-steps.tsx';
export { LanguageSitting } from './language-sitting.tsx';
export { SittingBar } from './sitting-bar.tsx';
export { useSitting } from './use-sitting.ts';
