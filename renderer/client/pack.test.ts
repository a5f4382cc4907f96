import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isWorthPacking, packInSteps } from './pack.ts';

const line = (place: number): string => `2026-11-24 05:00:12 ${(place * 7919).toString(36)}-0013MV => a${place}@b.example R=r T=t H=h C="${place ** 2}"\n`;
const log = Buffer.from(Array.from({ length: 200_000 }, (_, place) => line(place)).join(''));

describe('packing a log before it crosses', () => {
  it('makes a fraction of it that unpacks to the same, and tells how far it is', async () => {
    const packing = packInSteps(new Blob([log]));
    const told: number[] = [];
    for (;;) {
      const { done, value } = await packing.next();
      if (done !== true) {
        told.push(value);
        continue;
      }
      expect(gunzipSync(Buffer.from(await value.arrayBuffer())).equals(log)).toBe(true);
      expect(value.size).toBeLessThan(log.length / 4);
      break;
    }
    expect(told.length).toBeGreaterThan(1);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBeLessThanOrEqual(log.length);
  });

  it('stops when it is no longer wanted', async () => {
    const stop = new AbortController();
    const packing = packInSteps(new Blob([log]), stop.signal);
    await packing.next();
    stop.abort();
    await expect(packing.next()).rejects.toThrow();
  });

  it('is left out for small files and for those that are packed', async () => {
    expect(await isWorthPacking(new Blob([log]))).toBe(true);
    expect(await isWorthPacking(new Blob([log.subarray(0, 1000)]))).toBe(false);
    expect(await isWorthPacking(new Blob([gzipSync('x'), log]))).toBe(false);
  });
});
