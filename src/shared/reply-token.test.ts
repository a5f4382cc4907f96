import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findReplyTokens, makeReplyToken, readReplyToken } from './reply-token.ts';

const ALPHABET = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
const token = fc
  .array(fc.integer({ min: 0, max: 15 }), { minLength: 10, maxLength: 10 })
  .map((digits) => makeReplyToken(digits.map((digit) => digit.toString(16)).join('')));

describe('a reply token', () => {
  test('is printed in groups and is the same for the same randomness', () => {
    expect(makeReplyToken('0123456789')).toMatch(/^SW-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]$/);
    expect(makeReplyToken('0123456789abcdef')).toBe(makeReplyToken('0123456789'));
    expect(() => makeReplyToken('012345678')).toThrow();
  });

  test('differs wherever its randomness differs', () => {
    const made = new Set(Array.from({ length: 5000 }, (_, index) => makeReplyToken(index.toString(16).padStart(10, '0'))));
    expect(made.size).toBe(5000);
  });

  test('is read as itself', () => {
    fc.assert(fc.property(token, (each) => readReplyToken(each) === each));
  });

  test.each([
    ['lower case', (each: string) => each.toLowerCase()],
    ['without dashes', (each: string) => each.replaceAll('-', '')],
    ['spaces for dashes', (each: string) => each.replaceAll('-', ' ')],
    ['long dashes', (each: string) => each.replaceAll('-', ' – ')],
    ['dashes that do not break', (each: string) => each.replaceAll('-', '\u2011')],
    ['letters for digits', (each: string) => each.replaceAll('0', 'O').replaceAll('1', 'l')],
    ['the other letter for a digit', (each: string) => each.replaceAll('0', 'o').replaceAll('1', 'I')],
    ['full width', (each: string) => [...each].map((letter) => (letter === '-' ? '－' : String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0))).join('')],
    ['without its prefix', (each: string) => each.slice(3)],
    ['soft hyphens and joiners', (each: string) => [...each].join('\u00AD\u200B')],
    ['wrapped and quoted', (each: string) => each.replace(/-(?=[^-]*-[^-]*$)/, '-\n> ')],
  ])('survives %s', (_, change) => {
    fc.assert(
      fc.property(token, (each) => {
        fc.pre(/[A-Z]/.test(each.slice(3)));
        expect(findReplyTokens(`Bonjour,\n${change(each)}\nMerci`)).toEqual({ tokens: [each], mistyped: false });
      }),
    );
  });

  test('survives Cyrillic letters that look the same', () => {
    const twins = new Map([...'ABCEHKMPTXY3'].map((letter, index) => [letter, 'АВСЕНКМРТХУЗ'.charAt(index)]));
    fc.assert(fc.property(token, (each) => findReplyTokens(`код ${[...each].map((letter) => twins.get(letter) ?? letter).join('')}.`).tokens[0] === each));
  });

  test('survives a keyboard left in Russian', () => {
    const keys = new Map([...'QWERTYUIOPASDFGHJKLZXCVBNM'].map((letter, index) => [letter, 'ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ'.charAt(index)]));
    fc.assert(
      fc.property(token, (each) => {
        const typed = [...each].map((letter) => keys.get(letter) ?? letter).join('');
        // Where a letter could have been meant as it looks, the check symbol may allow that reading too, once in 32 times.
        const read = readReplyToken(typed);
        return read === each || /[АВСЕНКМРТХУЗ]/.test(typed);
      }),
    );
  });

  test('with one wrong symbol is no token, and is told to be mistyped', () => {
    fc.assert(
      fc.property(token, fc.constantFrom(3, 4, 5, 6, 8, 9, 10, 11, 13), fc.constantFrom(...ALPHABET), (each, at, symbol) => {
        fc.pre(each.charAt(at) !== symbol);
        const wrong = each.slice(0, at) + symbol + each.slice(at + 1);
        expect(findReplyTokens(wrong)).toEqual({ tokens: [], mistyped: true });
      }),
    );
  });

  test('with two symbols swapped is no token', () => {
    const places = fc.constantFrom(3, 4, 5, 6, 8, 9, 10, 11, 13);
    fc.assert(
      fc.property(token, places, places, (each, a, b) => {
        fc.pre(each.charAt(a) !== each.charAt(b));
        const symbols = [...each];
        symbols[a] = each.charAt(b);
        symbols[b] = each.charAt(a);
        expect(readReplyToken(symbols.join(''))).toBeNull();
      }),
    );
  });

  test('is not found inside words, numbers and addresses', () => {
    for (const text of ['', 'SW', 'Swagger 2.0', 'SWITZERLAND', 'https://example.org/SW-1', 'ref. 2026-1122-3', '+33 1 23 45 67 89', 'answer sw']) {
      expect(findReplyTokens(text)).toMatchObject({ tokens: [] });
    }
  });

  test('is looked for in any text without failing', () => {
    fc.assert(fc.property(fc.uint16Array({ maxLength: 200 }), (units) => findReplyTokens(String.fromCharCode(...units)).tokens.length >= 0));
  });

  test('is found at most once, in the order of the text', () => {
    const [first, second] = [makeReplyToken('aaaaaaaaaa'), makeReplyToken('bbbbbbbbbb')];
    expect(findReplyTokens(`${second} then ${first}, ${second.toLowerCase()}`).tokens).toEqual([second, first]);
  });

  test('is looked for in a long text in a blink', () => {
    const started = performance.now();
    findReplyTokens('SW-7K4M '.repeat(200_000) + '>'.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
