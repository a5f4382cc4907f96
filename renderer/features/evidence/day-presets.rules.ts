import { parseDate } from '@internationalized/date';

export const PRESETS = ['today', 'yesterday', 'monthEnd', 'yearEnd'] as const;
export type Preset = (typeof PRESETS)[number];

/** The day a quick choice means, as seen from today (both YYYY-MM-DD). */
export function presetDay(preset: Preset, today: string): string {
  const date = parseDate(today);
  switch (preset) {
    case 'today':
      return today;
    case 'yesterday':
      return date.subtract({ days: 1 }).toString();
    case 'monthEnd':
      return date.set({ day: 1 }).subtract({ days: 1 }).toString();
    case 'yearEnd':
      return date.set({ day: 1, month: 1 }).subtract({ days: 1 }).toString();
  }
}
