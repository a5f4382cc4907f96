import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIp, reverseLabels } from './ip.ts';

const bytes = (length: number) => fc.array(fc.integer({ min: 0, max: 255 }), { minLength: length, maxLength: length });

describe('addresses', () => {
  it.each([
    ['2001:DB8::1', '2001:db8::1'],
    ['2001:0db8:0000:0000:0001:0000:0000:0001', '2001:db8::1:0:0:1'],
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['::ffff:192.0.2.1', '::ffff:c000:201'],
    [' 192.0.2.99 ', '192.0.2.99'],
  ])('writes %s as %s', (text, written) => expect(parseIp(text)?.text).toBe(written));

  it.each([
    '',
    '192.0.2',
    '192.0.2.256',
    '192.0.02.1',
    '1.2.3.4.5',
    'fe80::1%eth0',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4::5:6:7:8',
    ':1',
    '12345::',
    'g::',
    '1.2.3.4::',
    'example.com',
  ])('refuses "%s"', (text) => expect(parseIp(text)).toBeNull());

  it('keeps the same address however it is written', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const once = parseIp(text);
        expect(once?.family).toBe(6);
        expect(parseIp(once?.text ?? '')).toEqual(once);
      }),
    );
  });

  it('turns the bytes of IPv4 round', () => {
    fc.assert(
      fc.property(bytes(4), (four) => {
        expect(reverseLabels({ family: 4, text: four.join('.') })).toBe(four.toReversed().join('.'));
      }),
    );
  });

  it('turns the 32 nibbles of IPv6 round', () => {
    fc.assert(
      fc.property(bytes(16), (sixteen) => {
        const hex = sixteen.map((byte) => byte.toString(16).padStart(2, '0')).join('');
        const ip = parseIp((hex.match(/.{4}/g) ?? []).join(':'));
        expect(ip).not.toBeNull();
        if (ip !== null) expect(reverseLabels(ip)).toBe([...hex].reverse().join('.'));
      }),
    );
  });

  it('names 2001:db8::1 as RFC 5782 does', () => {
    const ip = parseIp('2001:db8:1:2:3:4:567:89ab');
    expect(ip === null ? '' : reverseLabels(ip)).toBe('b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2');
  });
});
