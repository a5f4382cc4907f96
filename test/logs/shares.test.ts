import { describe, expect, it } from 'vitest';
import { LOG_OTHERS, type LogAccount, type LogFacts, type LogTrace, type LogTraceKind } from '../../src/shared/logs.ts';
import { factsOfStretches, readLog } from './in-place.ts';
import { accountOf, countsOf } from './scene.ts';

const LETTERS = 'abcdefghij';
const OUT = 'R=dnslookup T=remote_smtp H=mx.b.example [127.20.1.1]';
const LOCAL = 'U=joyphoto P=local';
const MAILBOX = 'H=(pc) [127.40.1.1]:4242 P=esmtpsa A=dovecot_login:studio@joyphoto.example';

/** A mail of one recipient, who was reached unless `reply` says why not. */
interface Mail {
  readonly second?: number;
  readonly by?: string;
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly reply?: string;
}

/** A word for a number: whatever holds a digit does not tell replies apart. */
function word(number: number): string {
  return [...String(number).padStart(4, '0')].map((digit) => LETTERS[Number(digit)]).join('');
}

/** Its three lines. */
function linesOf({ second = 0, by = LOCAL, from = 'studio@joyphoto.example', to = 'x@b.example', subject = '', reply }: Mail, number: number): string[] {
  const begin = `${new Date(Date.UTC(2026, 10, 23, 10, 0, second)).toISOString().slice(0, 19).replace('T', ' ')} 1x${String(number).padStart(4, '0')}-000000-AA`;
  const became = reply === undefined ? `=> ${to} ${OUT} C="250 OK"` : `** ${to} ${OUT}: ${reply}`;
  return [`${begin} <= ${from} ${by} S=700 id=a T="${subject}" for ${to}`, `${begin} ${became}`, `${begin} Completed`];
}

function read(lines: readonly string[], accounts?: readonly LogAccount[]): LogFacts {
  return readLog('exim', Buffer.from(`${lines.join('\n')}\n`), accounts);
}

function factsOf(mails: readonly Mail[], accounts?: readonly LogAccount[]): LogFacts {
  return read(mails.flatMap(linesOf), accounts);
}

function tracesOf(facts: LogFacts, kind: LogTraceKind, account = 'joyphoto'): readonly LogTrace[] {
  return accountOf(facts, account)?.traces.filter((trace) => trace.kind === kind) ?? [];
}

const times = <T>(count: number, make: (place: number) => T): T[] => Array.from({ length: count }, (_, place) => make(place));

describe('Of the traces of one kind', () => {
  it('the largest are told, of equals those with more messages, then those whose names come first', () => {
    const domains = times(25, (place) => `d${word(place)}.example`);
    const twoAtOnce = 'a@a-two.example b@a-two.example';
    const facts = factsOf([
      ...domains.toReversed().map((domain): Mail => ({ to: `x@${domain}` })),
      ...times(2, (): Mail => ({ to: 'x@z-twice.example' })),
      ...times(3, (): Mail => ({ to: 'x@z-most.example' })),
    ]);
    expect(tracesOf(facts, 'destination').map(({ value }) => value)).toEqual(['z-most.example', 'z-twice.example', ...domains.slice(0, 18)]);
    const begin = '2026-11-23 10:00:00 1x9999-000000-AA';
    const equal = [
      ...times(2, (): Mail => ({ to: 'x@z-twice.example' })).flatMap(linesOf),
      `${begin} <= studio@joyphoto.example ${LOCAL} S=700 id=a for ${twoAtOnce}`,
      ...twoAtOnce.split(' ').map((to) => `${begin} => ${to} ${OUT} C="250 OK"`),
    ];
    expect(tracesOf(read(equal), 'destination').map(({ value, messages, recipients }) => [value, messages, recipients])).toEqual([
      ['z-twice.example', 2, 2],
      ['a-two.example', 1, 2],
    ]);
  });

  it('foreign senders beyond the largest are told as one, each fresh once, and own ones are not among them', () => {
    const large = times(20, (place) => `x@large${place}.example`);
    const small = times(4, (place) => `x@small${place}.example`);
    const later = ['x@small3.example', 'x@small4.example', 'x@small5.example'];
    const facts = factsOf([
      ...small.map((from): Mail => ({ from })),
      ...times(5, (place): Mail => ({ from: `own${place}@joyphoto.example` })),
      ...later.map((from): Mail => ({ from, second: 1000 })),
      ...large.flatMap((from) => times(3, (): Mail => ({ from, second: 2000 }))),
    ]);
    const senders = tracesOf(facts, 'sender');
    expect(senders.slice(0, -1).map(({ value }) => value)).toEqual(large.toSorted());
    const others = senders.at(-1);
    expect(others).toMatchObject({ value: LOG_OTHERS, foreign: true, messages: 7, recipients: 7, failed: 0, sources: 6, first: { line: 1 } });
    expect(others?.slots.map(({ messages, fresh }) => [messages, fresh])).toEqual([
      [4, 4],
      [3, 2],
    ]);
  });

  it.each(times(20, (place) => place))('subjects are one that differ by their numbers only, wherever those stand: behind %i letters', (letters) => {
    const numbers = ['7', '12345678', '12345678901234567890'];
    const subjectsOf = (end: (place: number) => string): Mail[] =>
      numbers.map((number, place) => ({ subject: `${'x'.repeat(letters)}${number} of 2${end(place)}` }));
    const long = ' are on their way to you';
    expect(tracesOf(factsOf(subjectsOf(() => long)), 'subject')).toMatchObject([{ messages: 3 }]);
    expect(tracesOf(factsOf(subjectsOf((place) => `${long}${word(place)}`)), 'subject')).toEqual([]);
    expect(tracesOf(factsOf(subjectsOf((place) => `${word(place)}${long}`)), 'subject')).toEqual([]);
  });

  it('nothing is told of others where all that are left are own', () => {
    const facts = factsOf([
      ...times(20, (place): Mail => ({ from: `x@bank${place}.example` })),
      ...times(20, (place): Mail => ({ from: `x@bank${place}.example`, second: 1 })),
      ...times(5, (place): Mail => ({ from: `own${place}@joyphoto.example` })),
    ]);
    expect(tracesOf(facts, 'sender').map(({ value }) => value)).not.toContain(LOG_OTHERS);
  });
});

describe('A sender', () => {
  it.each([
    ['studio@joyphoto.example', false],
    ['STUDIO@JoyPhoto.example', false],
    ['joyphoto@bank.example', false],
    ['root@bank.example', false],
    ['www-data@bank.example', false],
    ['x@bank.example', true],
    ['office@fitclub.example', true],
  ])('is foreign where neither its domain nor its name is of the account, nor the name of a service: %s', (from, foreign) => {
    expect(tracesOf(factsOf([{ from }]), 'sender')).toMatchObject([{ value: from.toLowerCase(), foreign }]);
  });

  it.each(['фото.example', 'ФОТО.example', 'bücher.example'])('is of a given domain that is written in other letters: %s', (domain) => {
    const written = domain.toLowerCase();
    const given: LogAccount = { account: 'photo', uid: null, domains: [domain], mailboxes: [] };
    const by = `H=(pc) [127.40.1.1]:4242 P=esmtpsa A=dovecot_login:info@${written}`;
    const mails: readonly Mail[] = [
      { by, from: `info@${written}` },
      { by, from: 'x@bank.example' },
    ];
    // Of whom no more is said: it depends on the domain whether he is of this server.
    const [arrival = ''] = linesOf({ by, from: `info@${written}`, to: `other@${written}` }, 99);
    const facts = read([...mails.flatMap(linesOf), arrival], [given]);
    expect(countsOf(facts, 'photo')).toEqual({ messages: 3, recipients: 2, delivered: 2, localRecipients: 1 });
    expect(tracesOf(facts, 'sender', 'photo').map(({ value, foreign }) => [value, foreign])).toEqual([
      [`info@${written}`, false],
      ['x@bank.example', true],
    ]);
    expect(tracesOf(facts, 'destination', 'photo').map(({ value }) => value)).toEqual(['b.example']);
  });

  it('is of the domain that the account is called by, where none is given', () => {
    const by = 'H=(pc) [127.40.1.1]:4242 P=esmtpsa A=dovecot_login:info@bücher.example';
    const facts = factsOf([{ by, from: 'shop@bücher.example' }], []);
    expect(tracesOf(facts, 'sender', 'bücher.example')).toMatchObject([{ value: 'shop@bücher.example', foreign: false }]);
  });
});

describe('Lines of refusals', () => {
  it('are three of a reply and day, whichever way the account sent', () => {
    const day = 24 * 3600;
    const reply = '550 Message refused';
    const facts = factsOf(times(10, (place): Mail => ({ reply, second: place < 5 ? place : day + place, by: place % 2 === 0 ? LOCAL : MAILBOX })));
    const placeOf = (mail: number): number => 3 * mail + 2;
    expect(accountOf(facts, 'joyphoto')?.refusals.map(({ line }) => line.line)).toEqual([0, 1, 2, 5, 6, 7].map(placeOf));
    expect(facts.replies).toMatchObject([{ failed: 10 }]);
  });

  it('are 600: the first of each reply, the second of each, then as many third ones as there is room for, in the order of the log', () => {
    const [replies, each] = [250, 4];
    const mails = times(replies * each, (place): Mail => ({ reply: `550 Refused ${word(Math.floor(place / each))}`, by: place % 2 === 0 ? LOCAL : MAILBOX }));
    const refusals = accountOf(factsOf(mails), 'joyphoto')?.refusals ?? [];
    const wanted = mails.flatMap((_, place) => (place % each < 2 || (place % each === 2 && place < 100 * each) ? [3 * place + 2] : []));
    expect(wanted).toHaveLength(600);
    expect(refusals.map(({ line }) => line.line)).toEqual(wanted);
    expect(refusals.map(({ reply }) => reply)).toEqual(wanted.map((line) => Math.floor((line - 2) / 3 / each)));
  });
});

describe('Where there is nothing to share', () => {
  const nothing = { accounts: [], replies: [], limits: [], unattributed: { messages: 0, recipients: 0, examples: [] } };

  it('nothing is said of anybody', () => {
    expect(factsOfStretches('exim', [])).toMatchObject({ ...nothing, lines: 0, from: null });
    expect(readLog('postfix', Buffer.alloc(0))).toMatchObject({ ...nothing, lines: 0 });
    expect(read(['2026-11-23 10:00:00 1x0000-000000-AA Completed'], [])).toMatchObject({ ...nothing, lines: 1 });
  });

  it('what is nobody’s is told as such', () => {
    const facts = factsOf([{ by: 'U=www-data P=local', from: 'www-data@server.example' }], []);
    expect(facts.accounts).toEqual([]);
    expect(facts.unattributed).toMatchObject({ messages: 1, recipients: 1, examples: [{ line: 1 }] });
    expect(facts.replies).toEqual([]);
  });
});
