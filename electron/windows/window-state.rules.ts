import { z } from 'zod';

const Side = z.number().int().min(-100_000).max(100_000);

/** Where the window was left. */
export const WindowState = z.object({
  x: Side,
  y: Side,
  width: z.number().int().min(1).max(100_000),
  height: z.number().int().min(1).max(100_000),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof WindowState>;

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const SMALLEST = { width: 480, height: 400 } as const;
const FIRST = { width: 1280, height: 820 } as const;

/** Bounds for a new window: as it was left, moved and shrunk into a screen that exists now; centred on the first one at the first start. */
export function placeWindow(left: WindowState | null, workAreas: readonly Area[]): Area {
  const [primary] = workAreas;
  if (primary === undefined) return { x: 0, y: 0, ...FIRST };
  if (left === null) {
    const width = Math.min(FIRST.width, primary.width);
    const height = Math.min(FIRST.height, primary.height);
    return { x: primary.x + Math.round((primary.width - width) / 2), y: primary.y + Math.round((primary.height - height) / 2), width, height };
  }
  return fit(
    left,
    workAreas.reduce((best, area) => (overlap(left, area) > overlap(left, best) ? area : best), primary),
  );
}

function fit(left: Area, into: Area): Area {
  const width = clamp(left.width, Math.min(SMALLEST.width, into.width), into.width);
  const height = clamp(left.height, Math.min(SMALLEST.height, into.height), into.height);
  return { x: clamp(left.x, into.x, into.x + into.width - width), y: clamp(left.y, into.y, into.y + into.height - height), width, height };
}

function overlap(a: Area, b: Area): number {
  const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const high = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, wide) * Math.max(0, high);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
