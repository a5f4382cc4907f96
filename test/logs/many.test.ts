import { beforeAll, describe, expect, it } from 'vitest';
import { LogFeed } from '../../src/adapters/log-feed.ts';
import { packedFacts } from '../../src/logs/facts.ts';
import { Joining } from '../../src/logs/join.ts';
import { factsOf } from '../../src/logs/packed-facts.ts';
import { StretchReader } from '../../src/logs/reader.ts';
import type { LogFacts } from '../../src/shared/logs.ts';
import { readStretch } from './in-place.ts';

const ZONE = 'America/New_York';
const OPTIONS = { format: 'exim', zone: ZONE, files: [], accounts: [] } as const;
const MAILS = 300_000;
const MAILS_AT_ONCE = 2000;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Five letters that are different for every number. */
function word(number: number): string {
  let text = '';
  for (let left = number, letter = 0; letter < 5; letter++, left = Math.floor(left / 26)) text += LETTERS[left % 26];
  return text;
}

function stamp(second: number): string {
  return new Date(Date.UTC(2026, 10, 23, 0, 0, second)).toISOString().slice(0, 19).replace('T', ' ');
}

function id(number: number): string {
  return `1x${word(number).slice(0, 4)}-${word(number)}0-AA`;
}

/** A mail of a shop as no other is: sender, subject, recipient and his domain. */
function mail(number: number): string {
  const name = word(number);
  const begin = `${stamp(number / 10)} ${id(number)}`;
  const login = `P=esmtpsa A=dovecot_login:orders@shop${number % 20}.example S=900 id=${name}@shop.example`;
  return `${begin} <= ${name}@shop${number % 20}.example H=(web) [10.0.0.1]:4000 ${login} T="Your order ${name}" for ${name}@${name}.example
${begin} => ${name}@${name}.example R=dnslookup T=remote_smtp H=mx.${name}.example [10.1.1.1] C="250 OK"
${begin} Completed
`;
}

/** A script sends the same to many, until the server stops it. */
function attack(): string {
  let lines = '';
  for (let number = MAILS; number < MAILS + 40; number++) {
    const begin = `${stamp(MAILS / 10 + number - MAILS)} ${id(number)}`;
    const reason =
      number < MAILS + 30 ? 'R=dnslookup T=remote_smtp H=mx.one.example [10.1.1.1]: 550 5.7.1 Message refused' : `R=enforce_mail_permissions: ${LIMIT}`;
    lines += `${stamp(MAILS / 10)} cwd=/home/joyphoto/public_html/.cache 3 args: /usr/sbin/sendmail -t -i
${begin} <= joyphoto@server.example U=joyphoto P=local S=900 T="Win a prize" for ${word(number)}@one.example
${begin} ** ${word(number)}@one.example ${reason}
${begin} Completed
`;
  }
  return lines;
}

const LIMIT = 'Domain joyphoto.example has exceeded the max defers and failures per hour (7/6 (45%)) allowed. Message discarded.';

/** Reads as a thread does: a stretch ends when it is full. */
function readMany(): { readonly facts: LogFacts; readonly most: number; readonly stretches: number } {
  const reader = new StretchReader({ format: 'exim', zone: ZONE, year: 2026, after: null });
  const joining = new Joining();
  let [before, most, stretches] = [0, 0, 0];
  const feed = new LogFeed(reader);
  const read = (text: string): void => feed.feed(Buffer.from(text));
  const join = (): void => {
    const stretch = reader.take();
    most = Math.max(most, stretch.packed.length);
    joining.add(stretch, { file: 0, before });
    before += stretch.lines;
    stretches += 1;
    most = Math.max(most, joining.size);
  };
  for (let number = 0; number < MAILS; number += MAILS_AT_ONCE) {
    read(Array.from({ length: MAILS_AT_ONCE }, (_, one) => mail(number + one)).join(''));
    if (reader.isFull) join();
  }
  read(attack());
  join();
  return { facts: factsOf(packedFacts(joining.end(), OPTIONS)), most, stretches };
}

describe('A log in which no two mails are alike', () => {
  let many: ReturnType<typeof readMany>;
  beforeAll(() => {
    many = readMany();
  }, 120_000);

  it('is read in tables that do not grow with it', () => {
    expect(many.stretches).toBeGreaterThan(5);
    expect(many.most).toBeLessThan(40 << 20);
  });

  it('counts every mail', () => {
    const shops = many.facts.accounts.filter(({ account }) => account.startsWith('shop'));
    expect(shops).toHaveLength(20);
    expect(shops.reduce((all, { totals }) => all + totals.messages, 0)).toBe(MAILS);
    expect(shops.reduce((all, { totals }) => all + totals.delivered, 0)).toBe(MAILS);
  });

  it('shows of who comes last all there is: script, sender, subject, destination, refusals and the limit, each with its line', () => {
    const { accounts, limits } = many.facts;
    const joyphoto = accounts.find(({ account }) => account === 'joyphoto');
    expect(joyphoto?.traces.map(({ kind }) => kind).sort()).toEqual(['destination', 'script', 'sender', 'subject']);
    expect(joyphoto?.refusals.length).toBeGreaterThan(1);
    expect(limits).toMatchObject([{ account: 'joyphoto', kind: 'failures', times: 10 }]);
    const lines = [
      ...(joyphoto?.traces ?? []).map(({ first }) => first),
      ...(joyphoto?.refusals ?? []).map(({ line }) => line),
      ...limits.map(({ first }) => first),
    ];
    for (const line of lines) expect(line).toMatchObject({ text: expect.stringMatching(/^2026-11-23 /) });
  });
});

describe('Messages that never end', () => {
  const arrivals = (from: number, to: number): Buffer =>
    Buffer.from(Array.from({ length: to - from }, (_, one) => `${mail(from + one).split('\n')[0]}\n`).join(''));

  it('are counted as they stand when there are too many of them, the oldest first', () => {
    const joining = new Joining({ traces: 60_000, lineBytes: 12 << 20, kept: 20_000, open: 1000 });
    for (let from = 0; from < 6000; from += 600) {
      joining.add(readStretch('exim', arrivals(from, from + 600)), { file: 0, before: from });
      expect(joining.open).toBeLessThanOrEqual(1000);
    }
    const { skipped, accounts } = factsOf(packedFacts(joining.end(), OPTIONS));
    expect(skipped).toBeGreaterThanOrEqual(5000);
    const total = (of: 'messages' | 'queuedAtEnd'): number => accounts.reduce((all, { totals }) => all + totals[of], 0);
    expect([total('messages'), total('queuedAtEnd')]).toEqual([6000, 6000]);
  });
});
