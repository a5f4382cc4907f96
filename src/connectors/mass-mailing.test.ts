import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readMassMailing } from './mass-mailing.ts';

const read = (subject: string, text = '') => readMassMailing({ subject, text, from: 'admin@host.example' });

it.each([
  ['10:05 1000 emails sent by alice', 1000],
  ['21.11.2026 1000 emails sent by alice', 1000],
  ['Warning: 1,000 emails have just been sent by alice', 1000],
  ['1 000 e-mails envoyés par alice', 1000],
  ['sent by alice', null],
])('reads of "%s" how many messages it counts, and no date', (subject, sent) => {
  expect(read(subject)).toMatchObject({ login: 'alice', sent });
});

it('names the account that its words are about, and the domain that sent most, not the host’s', () => {
  const text = 'alice has just finished sending 1000 emails. Write to admin@host.example. The highest sender was news@shop.example, at 950 emails.';
  expect(read('Too many', text)).toEqual({ login: 'alice', domain: 'shop.example', sent: 1000 });
  // A login that is a word is not meant by every sentence.
  expect(read('Heute Nacht: Wartung von web und mail', 'web, mail')).toEqual({ login: '', domain: '', sent: null });
});

it.each([
  ['Внимание: отправлено 2 500 писем', 'Аккаунт bob отправил 2 500 писем.', { login: 'bob', domain: '', sent: 2500 }],
  ['Limite', 'Le domaine shop.example a dépassé 1,200 messages.', { login: '', domain: 'shop.example', sent: 1200 }],
  ['Maintenance', 'Tonight at 10.', { login: '', domain: '', sent: null }],
])('is read loosely: "%s"', (subject, text, said) => {
  expect(read(subject, text)).toEqual(said);
});

it('makes a count, or none, of whatever is written', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 500 }), (text) => {
      const { sent } = read(text, text);
      expect(sent === null || (Number.isSafeInteger(sent) && sent > 0)).toBe(true);
    }),
  );
});

it.each(['1'.repeat(20_000), `1${' '.repeat(20_000)}`, '1 '.repeat(10_000), '.1,'.repeat(6000), 'a.'.repeat(10_000), 'the a'.repeat(4000)])(
  'is read in no time, be it hostile',
  (text) => {
    const begun = performance.now();
    read(text, text);
    expect(performance.now() - begun).toBeLessThan(1000);
  },
);
