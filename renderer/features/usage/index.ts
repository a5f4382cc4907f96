export { ClientVolume } from './client-volume.tsx';
export { CurveChart } from './curve-chart.tsx';
export { windowAround } from './spans.rules.ts';
