import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiOf, textOf } from './byte-text.ts';

describe('text of bytes', () => {
  it('is that of a decoder for whatever can be shown', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is not shown.
        fc.pre(!/[\u0000-\u001f\u007f-\u009f]/.test(text) && text.isWellFormed());
        expect(textOf(new TextEncoder().encode(text))).toBe(text);
      }),
    );
  });

  it('shows what is none, and nothing that moves a cursor', () => {
    expect(textOf(Uint8Array.from([0x61, 0xff, 0xc3, 0x62, 0x09, 0x1b, 0x5b, 0x7f, 0xc2, 0x9b, 0xed, 0xa0, 0x80, 0xf4, 0x90, 0x80, 0x80, 0xc0, 0x80]))).toBe(
      'a\uFFFD\uFFFDb \uFFFD[\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD',
    );
  });

  it('is never longer than it may be, nor cut within a character', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat({ max: 100 }), (bytes, limit) => {
        const text = textOf(bytes, limit);
        expect(text.length).toBeLessThanOrEqual(limit);
        expect(text.isWellFormed()).toBe(true);
      }),
    );
  });

  it('of ASCII keeps every byte apart', () => {
    expect(asciiOf(Uint8Array.from([0, 65, 255, 66]), 1, 4)).toBe('A\u00ffB');
  });
});
