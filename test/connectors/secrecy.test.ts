import { expect, it } from 'vitest';
import { discreet, secretCutter, wordsCutter } from '../../src/connectors/secrecy.ts';
import { AppError } from '../../src/shared/app-error.ts';
import { FakePanel } from '../connections/fake-panel.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const KEY = 'aB3dE5&"fG7h/é';

it.each([
  ['as a form has it, digits too', [...KEY].map((char) => (/[0-9]/.test(char) ? `%3${char}` : encodeURIComponent(char))).join('')],
  ['in lower case', encodeURIComponent(KEY).toLowerCase().replace('ab3de5', 'aB3dE5').replace('fg7h', 'fG7h')],
  ['as JSON', JSON.stringify(KEY).slice(1, -1).replace('3', '\\u0033').replace('/', '\\/').replace('é', '\\u00E9')],
  ['as entities', KEY.replace('&', '&amp;').replace('3', '&#51;').replace('"', '&#x22;').replace('é', '&#233;')],
  ['as entities in a form', [...KEY].map((char) => encodeURIComponent(`&#${char.codePointAt(0)};`)).join('')],
  ['in the header of a login', base64(`me:${KEY}`)],
  ['in a header that stands in a form', encodeURIComponent(base64(`me:${KEY}`))],
])('cuts a secret out of an answer %s', (_, written) => {
  expect(secretCutter({ login: 'me', secret: KEY, base64 })(`before ${written} after`)).toBe('before *** after');
});

it.each(['', 'a', 'bob', 'carl', 'a-long-name'])('leaves of a header sent as the client "%s" nothing to read the secret from', (client) => {
  const written = secretCutter({ login: 'me', secret: KEY, base64 })(base64(`me|${client}:${KEY}`));
  expect(written).toContain('***');
  expect(Buffer.from(written.replaceAll('***', ''), 'base64').toString()).not.toContain('dE5');
});

it('cuts a short secret out of the words of an error and the header of a login, and leaves answers their words', () => {
  const short = { login: 'me', secret: 'open', base64 };
  expect(secretCutter(short)(`mail is open ${base64('me:open')}`)).toBe('mail is open ***');
  expect(wordsCutter(short)('wrong password open for me')).toBe('wrong password *** for me');
  expect(wordsCutter({ ...short, secret: '' })('nothing to cut')).toBe('nothing to cut');
});

it('looks through a large answer in no time', () => {
  const large = 'a%61&#97;\\u0061aB3'.repeat(500_000);
  const begun = performance.now();
  secretCutter({ login: 'me', secret: KEY, base64 })(large);
  expect(performance.now() - begun).toBeLessThan(3000);
});

it('keeps the secret out of errors however they were made', async () => {
  const panel = new FakePanel();
  const connector = panel.kinds().whm.connect({ login: 'me', secret: KEY, zone: 'UTC', now: () => 0, base64, call: () => Promise.reject(new Error('none')) });
  const told = new AppError('panel_refused', { call: 'probe', reason: `no such key ${KEY}` });
  const refusing = discreet({ ...connector, probe: () => Promise.reject(told) }, wordsCutter({ login: 'me', secret: KEY, base64 }));
  await expect(refusing.probe(undefined)).rejects.toMatchObject({ code: 'panel_refused', params: { call: 'probe', reason: 'no such key ***' } });
});
