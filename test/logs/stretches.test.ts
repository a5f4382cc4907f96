import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { LogFeed } from '../../src/adapters/log-feed.ts';
import { packedFacts } from '../../src/logs/facts.ts';
import { Joining } from '../../src/logs/join.ts';
import { factsOf } from '../../src/logs/packed-facts.ts';
import { StretchReader } from '../../src/logs/reader.ts';
import type { Stretch } from '../../src/logs/stretch.ts';
import type { LogFacts } from '../../src/shared/logs.ts';
import { factsOfStretches, readStretch } from './in-place.ts';
import { ACCOUNTS, fixturePath } from './scene.ts';

const ZONE = 'America/New_York';
const small = readFileSync(fixturePath('exim-small.log'));
const half = small.indexOf(10, small.length / 2) + 1;
const parts = [small.subarray(0, half), small.subarray(half)] as const;
const factsOfJoined = (joining: Joining): LogFacts => factsOf(packedFacts(joining.end(), { format: 'exim', zone: ZONE, files: [], accounts: ACCOUNTS }));

/** Reads one stretch after the other in the same memory. */
function reader(): (bytes: Uint8Array, taken?: readonly number[]) => Stretch {
  const stretches = new StretchReader({ format: 'exim', zone: ZONE, year: 2026, after: null });
  const feed = new LogFeed(stretches);
  return (bytes, taken) => {
    feed.feed(bytes);
    feed.end();
    return stretches.take(taken);
  };
}

describe('A stretch that was taken', () => {
  it('stays as it is while others are read, until it is told that it is not needed any more', () => {
    const read = reader();
    const first = read(parts[0]);
    const before = first.packed.slice();
    const second = read(parts[1]);
    read(parts[0], [second.packed.byteOffset]);
    expect(first.packed.slice()).toEqual(before);
    expect(factsOfStretches('exim', [first])).toEqual(factsOfStretches('exim', [readStretch('exim', parts[0])]));
  });

  it('leaves its memory to others then: a reader takes no more the longer it reads', () => {
    const log = gunzipSync(readFileSync(fixturePath('exim-full.log.gz'))).subarray(0, 2_000_000);
    const read = reader();
    const sizes: number[] = [];
    let taken: number[] = [];
    for (let round = 0; round < 12; round++) {
      const { packed } = read(log, taken);
      taken = [packed.byteOffset];
      sizes.push(packed.buffer.byteLength);
    }
    expect(sizes.at(-1)).toBe(sizes[2]);
  });
});

describe('What was put together', () => {
  it('can be looked at while more is added, and says in the end what one reading says', () => {
    const read = reader();
    const joining = new Joining();
    const [first, second] = [read(parts[0]), read(parts[1])];
    joining.add(first, { file: 0, before: 0 });
    const soFar = factsOfJoined(joining.copy());
    expect(soFar).toEqual(factsOfStretches('exim', [first]));
    joining.add(second, { file: 0, before: first.lines });
    expect(factsOfJoined(joining.copy())).toEqual(factsOfJoined(joining));
    expect(soFar.lines).toBe(first.lines);
  });
});
