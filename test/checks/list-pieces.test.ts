import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyOf } from '../../src/features/checks/list/list.rules.ts';
import { Seen } from '../../src/features/checks/list/seen.ts';
import { parseAddress, parseDomain } from '../../src/features/clients/index.ts';
import { cutPieces, parseDelimited } from '../../src/features/imports/delimited.rules.ts';
import type { SheetRow } from '../../src/ports/spreadsheet.ts';

/** What lists are made of, and what breaks them, often side by side. */
const morsel = fc.constantFrom('a@b.example', 'anne', ' ', '"', '""', ';', ',', '\t', '\r\n', '\r', '\n', '\n\n', '\0', '\uFEFF', 'é', '😀', 'sep=;', '|');
const anyText = fc.array(morsel, { maxLength: 40 }).map((parts) => parts.join(''));

function cutAt(text: string, places: readonly number[]): string[] {
  const ends = [...places.map((place) => place % (text.length + 1)), text.length].sort((a, b) => a - b);
  return ends.map((end, index) => text.slice(index === 0 ? 0 : ends[index - 1], end));
}

function filled(records: Iterable<SheetRow>): SheetRow[] {
  return [...records].filter(({ cells }) => cells.join('') !== '');
}

describe('a list that comes in pieces', () => {
  it('is cut into the same records wherever the pieces end', () => {
    fc.assert(
      fc.property(anyText, fc.array(fc.nat(), { maxLength: 12 }), (text, places) => {
        expect([...cutPieces(cutAt(text, places))]).toEqual([...cutPieces([text])]);
      }),
      { numRuns: 2000 },
    );
  });

  it('is cut into the same records where it is far longer than a sample', () => {
    const long = fc
      .tuple(fc.constantFrom('x@y.example;"form; ""paper""";1\r\n', '"two\r\nlines";\r\n', '"a" ;"b" \n'), fc.nat(12_000))
      .map(([row, more]) => row.repeat(3000 + more));
    fc.assert(
      fc.property(long, fc.array(fc.nat(), { maxLength: 6 }), (text, places) => {
        expect([...cutPieces(cutAt(text, places))]).toEqual(parseDelimited(text).records);
      }),
      { numRuns: 8 },
    );
  });

  it('is cut as when it is cut whole', () => {
    // Blanks behind a quote are judged there by whether any separator follows, be it at the end of the file.
    const plain = anyText.filter((text) => !/[\0\uFEFF]|"\s/.test(text) && text.trim() !== '');
    fc.assert(
      fc.property(plain, (text) => {
        expect(filled(cutPieces([text]))).toEqual(filled(parseDelimited(text).records));
      }),
      { numRuns: 2000 },
    );
  });

  it('is cut in time in proportion to its length where a quote is never closed', () => {
    const text = `Email\n"${'anne@reader.example\n'.repeat(300_000)}`;
    const pieces = Array.from({ length: Math.ceil(text.length / 10_000) }, (_, at) => text.slice(at * 10_000, (at + 1) * 10_000));
    const begin = performance.now();
    expect([...cutPieces(pieces)]).toHaveLength(2);
    expect(performance.now() - begin).toBeLessThan(3000);
  });
});

describe('what an address counts by', () => {
  it('is what the parser of addresses says, also where it is found faster', () => {
    const part = fc.constantFrom('a', 'b.c', '.', '-', '_', '+', '1', 'xn--p1ai', 'com', 'é', 'A', '@', '..', 'x'.repeat(64), 'mailto:', ' ');
    const odd = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        fc.oneof(
          odd,
          fc.emailAddress(),
          fc.tuple(odd, odd).map(([user, domain]) => `${user}@${domain}.example`),
        ),
        (text) => {
          fc.pre(!/@g(oogle)?mail\.com/i.test(text));
          expect(keyOf(text)).toBe(parseAddress(text)?.key ?? null);
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('is known again among hundreds of thousands', () => {
    const seen = new Seen();
    const name = (at: number) => `reader${at}@${parseDomain(`mailbox${at % 977}.example`)?.key}`;
    for (let at = 1; at <= 300_000; at++) if (seen.meet(name(at), at) !== null) throw new Error(`${name(at)} was taken for another`);
    for (let at = 1; at <= 300_000; at += 7) expect(seen.meet(name(at), 0xffff_ffff)).toBe(at);
  });
});
