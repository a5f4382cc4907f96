import { expect, it } from 'vitest';
import { ipsIn } from './names.rules.ts';

it.each([
  ['Our IP 198.51.100.24: it is on a list', ['198.51.100.24']],
  ['Our IP 198.51.100.24 : it is on a list', ['198.51.100.24']],
  ['from 198.51.100.24:25, [198.51.100.25]:25 and 198.51.100.26.', ['198.51.100.24', '198.51.100.25', '198.51.100.26']],
  ['Our IP 2001:db8::7: it is on a list', ['2001:db8::7']],
  ['2001:db8:0:0:0:0:0:7, 2001:db8::, ::1 and fe80::1:2.', ['2001:db8::7', '2001:db8::', '::1', 'fe80::1:2']],
  ['version 1.2.3.4.5, 300.1.1.1, at 10:20:30, 12:30, a1.2.3.4x, 1.2.3', []],
])('addresses are found in "%s"', (text, found) => {
  expect(ipsIn(text)).toEqual(found);
});
