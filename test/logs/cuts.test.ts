import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsOfStretches, type MailServer, readLog, readStretch } from './in-place.ts';
import { fixturePath } from './scene.ts';

const LOGS = [
  ['exim', 'exim-small.log'],
  ['exim', 'exim-da-small.log'],
  ['postfix', 'postfix-small.log'],
  ['postfix', 'postfix-small-iso.log'],
] as const satisfies readonly (readonly [MailServer, string])[];

describe.each(LOGS)('%s: %s', (format, name) => {
  const log = readFileSync(fixturePath(name));
  const whole = readLog(format, log);
  const after = whole.from ?? undefined;
  const ends = [...log.entries()].filter(([, byte]) => byte === 10).map(([at]) => at + 1);

  it('says the same read at once and in parts that know nothing of each other, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: ends.length - 1 }), { minLength: 1, maxLength: 8 }), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b).map((cut) => ends[cut] ?? 0), log.length];
        const parts = places.slice(1).map((end, index) => readStretch(format, log.subarray(places[index], end), after));
        expect(factsOfStretches(format, parts)).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  it('says the same cut behind any one line', () => {
    for (const end of ends.filter((_, index) => index % 7 === 0)) {
      expect(factsOfStretches(format, [readStretch(format, log.subarray(0, end)), readStretch(format, log.subarray(end), after)])).toEqual(whole);
    }
  });
});
