import { GRAIN_S, type Grain } from '../../shared/grain.ts';

export function grainOf(seconds: number): Grain {
  return seconds === GRAIN_S.hour ? 'hour' : 'day';
}

/** Whole seconds of an instant, as starts of windows are kept. */
export function secondsOf(epochMs: number): number {
  return Math.floor(epochMs / 1000);
}
