import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeWindow } from '../../electron/windows/window-state.rules.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1040 };
const left = { x: 2000, y: 100, width: 1200, height: 800, maximized: false };

describe('the place of the window', () => {
  it('is the middle of the first screen at the first start', () => {
    expect(placeWindow(null, [screen])).toEqual({ x: 320, y: 110, width: 1280, height: 820 });
    expect(placeWindow(null, [{ x: 0, y: 0, width: 1024, height: 600 }])).toEqual({ x: 0, y: 0, width: 1024, height: 600 });
  });

  it('is where it was left, on the screen it was on', () => {
    expect(placeWindow(left, [screen, { x: 1920, y: 0, width: 1920, height: 1080 }])).toEqual({ x: 2000, y: 100, width: 1200, height: 800 });
  });

  it('is brought back when its screen is gone', () => {
    expect(placeWindow(left, [screen])).toEqual({ x: 720, y: 100, width: 1200, height: 800 });
  });

  it('always lies inside one screen', () => {
    const side = fc.integer({ min: -5000, max: 5000 });
    const size = fc.integer({ min: 1, max: 6000 });
    const area = fc.record({ x: side, y: side, width: fc.integer({ min: 480, max: 5000 }), height: fc.integer({ min: 400, max: 3000 }) });
    fc.assert(
      fc.property(
        fc.record({ x: side, y: side, width: size, height: size, maximized: fc.boolean() }),
        fc.array(area, { minLength: 1, maxLength: 4 }),
        (state, areas) => {
          const at = placeWindow(state, areas);
          const inside = areas.some(
            (a) => at.x >= a.x && at.y >= a.y && at.x + at.width <= a.x + a.width && at.y + at.height <= a.y + a.height && at.width >= 480 && at.height >= 400,
          );
          expect(inside).toBe(true);
        },
      ),
    );
  });
});
