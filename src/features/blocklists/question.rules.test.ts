import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIp } from '../../shared/ip.ts';
import { questionOf, testQuestions, zoneOf } from './question.rules.ts';

const domains = { listed: 'test', clean: 'invalid' };

describe('the name that is asked for', () => {
  it('is the one of RFC 5782 for IPv4, IPv6 and domains', () => {
    expect(questionOf({ kind: 'ip4', text: '192.0.2.99' }, 'bl.example')).toBe('99.2.0.192.bl.example');
    expect(questionOf({ kind: 'ip6', text: '2001:db8:1:2:3:4:567:89ab' }, 'six.example')).toBe(
      'b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.six.example',
    );
    expect(questionOf({ kind: 'domain', text: 'durand.example' }, 'dom.example')).toBe('durand.example.dom.example');
  });

  it('has the four bytes, or the 32 nibbles, of any address and gives it back when it is turned round', () => {
    fc.assert(
      fc.property(fc.ipV4(), (ip) => {
        const name = questionOf({ kind: 'ip4', text: ip }, 'z.example');
        expect(name).toMatch(/^(\d{1,3}\.){4}z\.example$/);
        expect(name.split('.').slice(0, 4).reverse().join('.')).toBe(ip);
      }),
    );
    fc.assert(
      fc.property(fc.ipV6(), (written) => {
        const ip = parseIp(written);
        if (ip === null) throw new Error(`Not understood: ${written}`);
        const name = questionOf({ kind: 'ip6', text: ip.text }, 'z.example');
        expect(name).toMatch(/^([0-9a-f]\.){32}z\.example$/);
        const digits = name.split('.').slice(0, 32).reverse().join('');
        expect(parseIp((digits.match(/.{4}/g) ?? []).join(':'))).toEqual(ip);
      }),
    );
  });

  it('of a test point fits what the list keeps', () => {
    expect(testQuestions({ subjects: ['ip4', 'ip6'], testDomains: domains }, 'z.example')).toEqual({
      listed: '2.0.0.127.z.example',
      clean: '1.0.0.127.z.example',
    });
    expect(testQuestions({ subjects: ['ip6'], testDomains: domains }, 'z.example').listed).toMatch(/^2\.0\.0\.0\.0\.0\.f\.7\.f\.f\.f\.f\.(0\.){20}z\.example$/);
    expect(testQuestions({ subjects: ['domain'], testDomains: domains }, 'z.example')).toEqual({ listed: 'test.z.example', clean: 'invalid.z.example' });
  });
});

describe('a zone', () => {
  it.each([
    [' BL.Example.org. ', 'bl.example.org'],
    ['key1.combined.mail.example', 'key1.combined.mail.example'],
  ])('%s is asked as %s', (text, zone) => expect(zoneOf(text)).toBe(zone));

  it.each([
    '',
    'org',
    '192.0.2.1',
    'a b.example',
    'bl..example',
    'bl.example/x',
    'bl.exämple',
    'x\u0000.example',
    `${'x'.repeat(64)}.example`,
    `${'abc.'.repeat(60)}example`,
  ])('%j cannot be', (text) => expect(zoneOf(text)).toBeNull());
});
