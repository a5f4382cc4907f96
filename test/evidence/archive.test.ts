import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { fflateZip } from '../../src/adapters/zip.ts';

const bytes = new TextEncoder().encode('x');

describe('the archive', () => {
  it('gives what was put in, the same bytes each time', () => {
    const entries = [
      { name: 'b/Договор.txt', bytes },
      { name: 'a.txt', bytes: new Uint8Array() },
    ];
    const zip = fflateZip.zip(entries);
    expect(Object.keys(unzipSync(zip))).toEqual(['b/Договор.txt', 'a.txt']);
    expect(fflateZip.zip(entries)).toEqual(zip);
  });

  it.each(['', '/etc/x', '../x', 'a/../x', 'a\\x', 'C:x', 'a//b', './a', 'a\u0000b', '__proto__'])('refuses the name %j', (name) => {
    expect(() => fflateZip.zip([{ name, bytes }])).toThrow();
  });

  it('refuses a name that comes twice', () => {
    expect(() =>
      fflateZip.zip([
        { name: 'a', bytes },
        { name: 'a', bytes },
      ]),
    ).toThrow();
  });
});
