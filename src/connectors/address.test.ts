import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { panelBase } from './address.ts';

describe('a pasted address', () => {
  it.each([
    ['srv1.host.example', 'https://srv1.host.example:2087'],
    ['  SRV1.Host.Example. ', 'https://srv1.host.example:2087'],
    ['srv1.host.example:2222', 'https://srv1.host.example:2222'],
    ['https://srv1.host.example', 'https://srv1.host.example:2087'],
    ['https://srv1.host.example:8443/login_up.php?x=1#y', 'https://srv1.host.example:8443'],
    ['srv1.host.example:2087/cpsess0123456789/', 'https://srv1.host.example:2087'],
    // A browser leaves 443 out of the address it shows.
    ['https://whm.host.example/cpsess0123456789/scripts/x', 'https://whm.host.example:443'],
    ['http://srv1.host.example', 'https://srv1.host.example:2087'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['http://localhost', 'http://localhost:2087'],
    ['127.0.0.1', 'https://127.0.0.1:2087'],
    ['192.0.2.5', 'https://192.0.2.5:2087'],
    ['[2001:DB8::1]:8443', 'https://[2001:db8::1]:8443'],
    ['2001:db8::1', 'https://[2001:db8::1]:2087'],
    ['::1', 'https://[::1]:2087'],
    ['[::ffff:192.0.2.5]', 'https://[::ffff:192.0.2.5]:2087'],
    ['1:2:3:4:5:6:7:8', 'https://[1:2:3:4:5:6:7:8]:2087'],
    ['https://me:secret@srv1.host.example', 'https://srv1.host.example:2087'],
    ['хостинг.рф', 'https://xn--c1ajpcpgs.xn--p1ai:2087'],
  ])('%s is %s', (pasted, base) => {
    expect(panelBase(pasted, 2087)).toBe(base);
  });

  it.each([
    '',
    'two words',
    'ftp://srv1.host.example',
    'javascript:alert(1)',
    'srv1:99999',
    'srv1:0',
    'a..b',
    '-a.example',
    '1.2.3',
    '300.1.1.1',
    'https://',
    'me@',
    // No address has so few groups, two gaps, or more than four digits in a group.
    '[1:2]',
    '12:34:56',
    '[1::2::3]',
    '1:2:3:4:5:6:7:8:9',
    '[12345::]',
    '[::1.2.3.400]',
    `${'a'.repeat(300)}.example`,
  ])('"%s" is none', (pasted) => {
    expect(panelBase(pasted, 2087)).toBeNull();
  });

  it('is never anything but a scheme, a host and a port, and stays what it is when pasted again', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.webUrl(), fc.domain(), fc.ipV4(), fc.ipV6(), fc.string({ unit: fc.constantFrom(...'[]0129af:.'), maxLength: 20 })),
        (pasted) => {
          const base = panelBase(pasted, 2087);
          if (base === null) return;
          expect(base).toMatch(/^https?:\/\/(\[[0-9a-f:.]+\]|[a-z0-9._-]+):\d{1,5}$/);
          expect(panelBase(base, 1)).toBe(base);
          expect(URL.canParse(base)).toBe(true);
        },
      ),
    );
  });
});
