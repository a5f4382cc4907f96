import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyOfKnown, parseAddress, parseDomain } from './address.rules.ts';

/** Any UTF-16 code units, controls and lone surrogates among them. */
const anything = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map((units) => String.fromCharCode(...units));

describe('an address', () => {
  it.each([
    [' ZOE@MULLER3.FR ', 'zoe@muller3.fr'],
    ['\u00A0trim@trim.example\u00A0', 'trim@trim.example'],
    ['info@xn--e1afmkfd.xn--p1ai', 'info@xn--e1afmkfd.xn--p1ai'],
    ['info@ПРИМЕР.рф', 'info@xn--e1afmkfd.xn--p1ai'],
    ['Zoé Müller <zoe@muller.example>', 'zoe@muller.example'],
    ['mailto:a@b.example', 'a@b.example'],
    ['a\u200Bb@c.example', 'ab@c.example'],
    ['ａ@ｂ.example', 'a@b.example'],
  ])('%j counts as %s', (raw, key) => {
    expect(parseAddress(raw)?.key).toBe(key);
  });

  it.each([
    '',
    'not an address',
    'a@@b.example',
    'a@b',
    '@b.example',
    'a@-b.example',
    'a@b..example',
    'a b@c.example',
    'a@b.example\r\nBcc: c@d.example',
    'a\u202E@b.example',
    'a@b.example,c@d.example',
  ])('%j is none', (raw) => {
    expect(parseAddress(raw)).toBeNull();
  });

  it('has one key in every spelling, and the key of what is shown is the same', () => {
    fc.assert(
      fc.property(fc.emailAddress({ size: 'small' }), fc.constantFrom('', ' ', '\t', '\u00A0'), (email, space) => {
        const plain = parseAddress(email);
        fc.pre(plain !== null);
        for (const spelling of [`${space}${email}${space}`, email.toUpperCase(), `<${email}>`, `Name <${email}>`])
          expect(parseAddress(spelling)?.key).toBe(plain?.key);
        expect(keyOfKnown(plain?.display ?? '')).toBe(plain?.key);
        expect(parseAddress(plain?.key ?? '')?.key).toBe(plain?.key);
      }),
    );
  });

  it('never carries a control or direction character', () => {
    fc.assert(
      fc.property(anything, anything, (a, b) => {
        const address = parseAddress(`${a}@${b}.example`);
        expect(address?.display ?? '').not.toMatch(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
  });
});

describe('a domain', () => {
  it.each([
    ['HTTPS://www.Example.com/path?x#y', 'example.com'],
    ['example.com.', 'example.com'],
    ['example.com:8080', 'example.com'],
    ['пример.рф', 'xn--e1afmkfd.xn--p1ai'],
    ['www.fr', 'www.fr'],
  ])('%j counts as %s', (raw, key) => {
    expect(parseDomain(raw)?.key).toBe(key);
  });

  it.each(['', 'localhost', 'not a domain', '-a.example', 'a..b', 'a@b.example', `${'x'.repeat(64)}.example`, 'exam\u202Eple.com'])('%j is none', (raw) => {
    expect(parseDomain(raw)).toBeNull();
  });
});
