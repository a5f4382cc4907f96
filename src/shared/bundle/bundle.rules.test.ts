import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainCrc32 } from './crc32.rules.ts';
import { isSafeEntryName } from './entry-names.rules.ts';
import { publicKeyOf } from './public-key.rules.ts';
import { Sha256 } from './sha256.rules.ts';
import { parseSums, sumsText } from './sums.rules.ts';
import { END_BYTES, END64_BYTES, endRecords, HeaderMaker, LOCATOR_BYTES } from './zip-format.rules.ts';

describe('hashes without a platform', () => {
  it('are those of the platform, whole or in pieces', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (one, other) => {
        const whole = Buffer.concat([one, other]);
        expect(new Sha256().update(one).update(other).hex()).toBe(createHash('sha256').update(whole).digest('hex'));
        expect(plainCrc32(other, plainCrc32(one))).toBe(crc32(whole));
      }),
    );
  });

  it('are right for a megabyte', () => {
    const bytes = randomBytes(1_000_003);
    expect(new Sha256().update(bytes).hex()).toBe(createHash('sha256').update(bytes).digest('hex'));
  });
});

describe('the list of hashes', () => {
  it('is read only in the one form it is written in', () => {
    const sums = [{ name: 'a b.txt', sha256: 'a'.repeat(64) }];
    expect(parseSums(sumsText(sums))).toEqual(sums);
    for (const text of ['', sumsText(sums).trimEnd(), sumsText(sums).replace('  ', ' *'), sumsText(sums).toUpperCase(), `${sumsText(sums)}\n`]) {
      expect(parseSums(text)).toBe(null);
    }
  });
});

describe('a name in a bundle', () => {
  it.each(['index.html', 'evidence/12.json', 'policies/hote-v1-fr.txt', 'SHA256SUMS.sig'])('may be %j', (name) => expect(isSafeEntryName(name)).toBe(true));

  it.each([
    '',
    '/etc/x',
    '../x',
    'a/../x',
    'a\\x',
    'C:x',
    'a//b',
    './a',
    'a\u0000b',
    '__proto__/../x',
    'CON',
    'a/nul.txt',
    'a.',
    'a ',
    'Договор',
    'a\u202Eb',
    '-x',
  ])('may not be %j', (name) => expect(isSafeEntryName(name)).toBe(false));
});

describe('ZIP64', () => {
  it('is used where a number does not fit, and only there', () => {
    const name = Buffer.from('a');
    const headers = new HeaderMaker();
    expect(headers.local({ name, size: 0xfffffffe, crc: 1 })).toHaveLength(31);
    const large = Buffer.from(headers.local({ name, size: 5 * 2 ** 32, crc: 1 }));
    expect([large.length, large.readUInt16LE(4), large.readUInt32LE(18), large.readBigUInt64LE(35)]).toEqual([51, 45, 0xffffffff, 5n * 2n ** 32n]);
    const far = Buffer.from(headers.central({ name, size: 1, crc: 1 }, 2 ** 33));
    expect([far.length, far.readUInt32LE(42), far.readBigUInt64LE(51)]).toEqual([59, 0xffffffff, 2n ** 33n]);
    expect(endRecords({ entries: 65_534, offset: 1, size: 1 })).toHaveLength(END_BYTES);
    const end = Buffer.from(endRecords({ entries: 65_535, offset: 10, size: 20 }));
    expect([end.length, end.readBigUInt64LE(24), end.readBigUInt64LE(END64_BYTES + 8)]).toEqual([END64_BYTES + LOCATOR_BYTES + END_BYTES, 65_535n, 30n]);
  });
});

describe('a public key', () => {
  it.each(['', 'x', '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----\n'])('is not read from %j', (pem) =>
    expect(publicKeyOf(pem)).toBe(null),
  );
});
