import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/app-error.ts';
import { isMailingWarning } from '../mass-mailing.ts';
import { dailyLimit, domainsIn, listedIn, suspendedIn } from './accounts.ts';
import { cellText, isForm, readForm, readTable, readUserLines, serverTime } from './decode.ts';

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
  return 'read';
}

describe('url-encoded answers', () => {
  it('undoes percent-encoding of digits, dots, dashes and underscores, in keys too', () => {
    expect(readForm('email%5Flimit=%31%30%30%30&ns%31=ns%31%2Ehost%2Dx%2Eexample&empty=&bare')).toEqual({
      email_limit: '1000',
      ns1: 'ns1.host-x.example',
      empty: '',
      bare: '',
    });
  });

  it('makes a list of one element a list', () => {
    expect(readForm('list[]=alice')).toEqual({ list: ['alice'] });
    expect(readForm('list%5B%5D=alice&list%5B%5D=bob')).toEqual({ list: ['alice', 'bob'] });
  });

  it('undoes characters by number before it takes the pairs apart', () => {
    expect(readForm('error=0&#38;text=it&#39;s&#32done')).toEqual({ error: '0', text: "it's done" });
  });

  it('keeps what is wrongly encoded as it stands', () => {
    expect(readForm('a=100%&b=%E9t%E9&c=%31')).toEqual({ a: '100%', b: '%E9t%E9', c: '1' });
  });

  it('is no key to the inside of objects', () => {
    const form = readForm('__proto__=x&constructor=y');
    expect(Object.getPrototypeOf(form)).toBe(Object.prototype);
    expect(Object.keys(form)).toEqual(['__proto__', 'constructor']);
  });

  it('reads back whatever is encoded', () => {
    const key = fc.string({ minLength: 1, maxLength: 12 }).filter((one) => !one.endsWith('[]'));
    const byte = (code: number): string => (/[a-z]/i.test(String.fromCharCode(code)) ? String.fromCharCode(code) : `%${code.toString(16).padStart(2, '0')}`);
    const encode = (text: string): string => [...new TextEncoder().encode(text)].map(byte).join('');
    fc.assert(
      fc.property(fc.dictionary(key, fc.string({ maxLength: 30, unit: 'grapheme' }), { noNullPrototype: true }), (values) => {
        const text = Object.entries(values)
          .map(([one, value]) => `${encode(one)}=${encode(value)}`)
          .join('&');
        expect(Object.entries(readForm(text)).sort()).toEqual(Object.entries(values).sort());
      }),
    );
  });

  it.each(['', '<html>', 'Service Unavailable', '{"a":1}', '[]'])('is not %j', (text) => {
    expect(isForm(text)).toBe(false);
  });
});

describe('one user a line', () => {
  it('takes lines apart first, then the name from its pairs at the first sign', () => {
    const users = readUserLines('X', 'alice=a=%31&list=x%3Cbr%3Ey\n\nbob=a=2\r\n');
    expect([...users]).toEqual([
      ['alice', { a: '1', list: 'x<br>y' }],
      ['bob', { a: '2' }],
    ]);
  });

  it('undoes a second encoding of a whole line', () => {
    expect([...readUserLines('X', `alice=${encodeURIComponent('a=1&b=2')}`)]).toEqual([['alice', { a: '1', b: '2' }]]);
  });

  it('reads the object that a newer server may answer', () => {
    expect([...readUserLines('X', '{"alice":{"email_deliveries_outgoing":"12"}}')]).toEqual([['alice', { email_deliveries_outgoing: '12' }]]);
  });

  it.each(['garbage', '=x=1', '{"alice":', '{"alice":"x"}'])('refuses %j', (text) => {
    expect(codeOf(() => readUserLines('X', text))).toBe('panel_unreadable');
  });
});

describe('tables', () => {
  it('puts rows in the order of their numbers and leaves other keys out', () => {
    expect(readTable('X', { '10': 'k', '2': 'b', '0': 'a', headers: 'x', info: { rows: '3', current_page: '2', total_pages: '7', ipp: '50' } })).toEqual({
      rows: ['a', 'b', 'k'],
      page: 2,
      pages: 7,
      total: 3,
    });
  });

  it('takes an empty table for empty only where it says that it is one', () => {
    expect(readTable('X', { info: { rows: '0' } })).toEqual({ rows: [], page: 1, pages: 1, total: 0 });
    for (const value of [{}, [], null, 'x', { result: 'x' }]) expect(codeOf(() => readTable('X', value))).toBe('panel_unreadable');
  });
});

describe('cells', () => {
  it.each([
    ['12', '12'],
    [12, '12'],
    ['a &amp; b', 'a & b'],
    ['<b>bold</b> text', 'bold text'],
    ['<input type=text name="x" value="1000">', '1000'],
    ["<input name=email value='a@x.example'>", 'a@x.example'],
    ['<input name=n value=7>', '7'],
    ['<input name=email type=submit value="Save E-Mail">', ''],
    ['<input type=checkbox name=x value=yes checked>', ''],
    ['<script>alert(1)</script>', ''],
    [null, ''],
    [{ a: 1 }, ''],
  ])('reads %j as %j', (cell, text) => {
    expect(cellText(cell)).toBe(text);
  });

  it('is never kept busy, and never lets markup through', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: fc.constantFrom('<', '>', 'input', ' ', '=', '"', "'", 'value', 'type', 'a', '&') }), (cell) => {
        expect(cellText(cell)).not.toMatch(/<input\b[^>]*>/i);
      }),
    );
  });
});

describe('names, states and limits of a user', () => {
  it('reads a name that is a text and one that is an object', () => {
    expect(listedIn({ username: 'alice' }).login).toBe('alice');
    expect(listedIn({ username: { value: 'alice', is_user: 'yes' } }).login).toBe('alice');
    for (const username of [undefined, '', null, {}, { value: '' }, 'a\nb']) expect(codeOf(() => listedIn({ username }))).toBe('panel_unreadable');
  });

  it.each([
    ['yes', true],
    ['No', false],
    [true, true],
    [false, false],
    ['Yes:billing', true],
    ['no reason', false],
    ['0', false],
    ['', null],
    [undefined, null],
    ['maybe', null],
  ])('reads suspended %j as %j', (value, suspended) => {
    expect(suspendedIn(value)).toBe(suspended);
  });

  it('knows "none" for no reason, and believes a reason only of a suspended user', () => {
    const reason = (value: string, said: string): string => listedIn({ username: 'a', suspended: { value, reason: said } }).reason;
    expect(reason('yes', 'billing')).toBe('billing');
    expect(reason('yes', 'none')).toBe('');
    expect(reason('yes', 'None')).toBe('');
    expect(reason('no', 'billing')).toBe('');
    expect(reason('yes', '<b>spam</b>')).toBe('spam');
  });

  it('takes 0 and "unlimited" for no limit of its own, and silence for nothing', () => {
    expect(dailyLimit('1000')).toEqual({ limits: [{ count: 1000, seconds: 86_400, scope: 'account', source: 'set' }], unlimited: false });
    expect(dailyLimit(200).limits?.[0]?.count).toBe(200);
    for (const none of ['0', 0, 'unlimited']) expect(dailyLimit(none)).toEqual({ limits: [], unlimited: true });
    for (const silence of [undefined, null, '', '-', '1e3', '-5']) expect(dailyLimit(silence)).toEqual({ limits: null, unlimited: null });
  });

  it('reads domains as keys, as a list, and with line breaks between them', () => {
    expect(domainsIn({ 'A.example': [], 'b.example.': [] })).toEqual(['a.example', 'b.example']);
    expect(domainsIn(['a.example', 'a.example', ''])).toEqual(['a.example']);
    expect(domainsIn('a.example<br>b.example<BR />c.example')).toEqual(['a.example', 'b.example', 'c.example']);
    expect(domainsIn(undefined)).toEqual([]);
  });

  it('reads the clock of the server in its own zone, also a day of one digit', () => {
    expect(serverTime('Tue Oct  6 14:02:18 2020', 'Europe/Amsterdam')).toBe(Date.UTC(2020, 9, 6, 12, 2, 18));
    expect(serverTime('Mon Jun 20 13:37:26 2022', 'Europe/Moscow')).toBe(Date.UTC(2022, 5, 20, 10, 37, 26));
    for (const none of ['', 'Tue Feb 31 14:02:18 2020', 'Tue Foo 6 14:02:18 2020', undefined, 1601992938]) expect(serverTime(none, 'UTC')).toBeNull();
  });
});

describe('warnings of a mass mailing', () => {
  it.each([
    ['Warning: 1000 emails have just been sent by alice', ''],
    ['Attention', 'The alice account has just finished sending 1000 emails.'],
    ['Limit', 'This warning was generated because the 1000 email threshold was hit.'],
    ['Avertissement : 1 000 e-mails viennent d’être envoyés par alice', ''],
    ['Внимание: пользователь alice отправил 1000 писем', ''],
    ['', 'Превышен порог: 500 сообщений'],
  ])('knows %j %j', (subject, text) => {
    expect(isMailingWarning(subject, text)).toBe(true);
  });

  it.each([
    ['Welcome', 'Your account is ready.'],
    ['Your disk quota', 'You use 950 of 1000 MB, which is near your limit.'],
    ['Ticket 1234', 'My e-mails do not arrive.'],
    ['Backup', '3 users were backed up and sent away.'],
  ])('leaves %j %j alone', (subject, text) => {
    expect(isMailingWarning(subject, text)).toBe(false);
  });
});
