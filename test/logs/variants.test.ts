import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { LogFacts } from '../../src/shared/logs.ts';
import { type MailServer, readLog } from './in-place.ts';
import { fixturePath } from './scene.ts';

/** What counts, without places in the log. */
const counted = ({ accounts, skipped, unattributed, replies }: LogFacts): unknown => ({
  accounts: accounts.map(({ account, totals, cells, hours, identities }) => ({
    account,
    totals,
    hours,
    identities,
    cells: cells.map(({ start, counts }) => ({ start, counts })),
  })),
  skipped,
  unattributed: { messages: unattributed.messages, recipients: unattributed.recipients },
  replies: replies.map(({ code, enhanced, failed, deferred }) => ({ code, enhanced, failed, deferred })),
});
const read = (format: MailServer, text: string): unknown => counted(readLog(format, Buffer.from(text, 'latin1')));
const each = (text: string, change: (line: string) => string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? line : change(line)))
    .join('\n');

const CONSONANTS = 'BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz';
/** A long queue id for a short one. */
const long = (id: string): string => `4jX${[...id].map((digit) => CONSONANTS[Number.parseInt(digit, 16)]).join('')}z`;

describe('Postfix', () => {
  const log = readFileSync(fixturePath('postfix-small.log'), 'latin1');
  const iso = readFileSync(fixturePath('postfix-small-iso.log'), 'latin1');
  const ids = new Set([...log.matchAll(/\]: ([0-9A-F]{9,12}): /g)].map(([, id]) => id ?? ''));
  const whole = read('postfix', log);

  it.each([
    ['long queue ids', log.replace(/\b[0-9A-F]{9,12}\b/g, (id) => (ids.has(id) ? long(id) : id))],
    ['the name of an instance', log.replaceAll(' postfix/', ' postfix-out/')],
    ['another name of the host', log.replaceAll(' server1 postfix', ' mail.hostpack.example postfix')],
    ['no number of the process', log.replace(/( postfix\/[a-z/]+)\[\d+\]: /g, '$1: ')],
    ['ends of lines of another system', log.replaceAll('\n', '\r\n')],
    ['no fractions of a second', iso.replace(/^(\S{19})\.\d{6}/gm, '$1')],
    ['a zone without a colon', iso.replace(/^(\S{26}-05):00/gm, '$100')],
    ['ports of clients', log.replace(/(client=\S+\[[\d.]+\])/g, '$1:40404')],
    ['lines of other programs', each(log, (line) => `${line}\n${line.slice(0, 24)}dovecot: imap-login: Login: user=<a@b.example>, 4F95A22AA32: removed`)],
    ['noise of its own', each(log, (line) => `${line}\n${line.slice(0, 24)}postfix/qmgr[1]: warning: 4F95A22AA32: removed`)],
  ])('with %s says the same', (_name, variant) => {
    expect(variant).not.toBe(log);
    expect(read('postfix', variant)).toEqual(whole);
  });
});

describe('Exim', () => {
  const log = gunzipSync(readFileSync(fixturePath('exim-full.log.gz'))).toString('latin1');
  const whole = read('exim', log);
  const ID = /\b(1[0-9A-Za-z]{5})-([0-9A-Za-z]{6})-([0-9A-Za-z]{2})\b/g;
  const stamped = (change: (stamp: string) => string): string => each(log, (line) => `${change(line.slice(0, 19))}${line.slice(19)}`);
  /** Fields as they look when the server is told to log everything. */
  const everything = each(log, (line) =>
    line
      .replace(/^(\S+ \S+ \S{16} (?:=>|->) \S+(?: <[^>]*>)?) (R=\S+ T=\S+)/, '$1 F=<someone@corp1.example> P=<someone@corp1.example> $2 S=900')
      .replace(/^(\S+ \S+ \S{16} == \S+(?: <[^>]*>)?) (R=\S+ T=\S+)/, '$1 F=<someone@corp1.example> $2')
      .replace(/^(\S+ \S+ \S{16} (?:=>|->) .*)$/, '$1 QT=13s DT=2.250s')
      .replace(/^(\S+ \S+ \S{16} Completed)$/, '$1 QT=13s'),
  );

  const guessed = (login: string): string =>
    `${log.slice(0, 19)} dovecot_login authenticator failed for (x) [127.66.1.1]:4: 535 Incorrect authentication data (set_id=${login})\n`;

  it.each([
    ['long ids', log.replace(ID, '$1-00000$2-$3aa')],
    ['milliseconds and the number of the process', stamped((stamp) => `${stamp}.123 [4242]`)],
    ['a zone', stamped((stamp) => `${stamp} -0500`)],
    ['a zone, milliseconds and the number of the process', stamped((stamp) => `${stamp}.123 -0500 [4242]`)],
    ['every field', everything],
    ['logins guessed for domains that it writes to', `${['bigmail', 'outmail', 'corp1'].map((name) => guessed(`a@${name}.example`)).join('')}${log}`],
  ])('with %s says the same', (_name, variant) => {
    expect(variant).not.toBe(log);
    expect(read('exim', variant)).toEqual(whole);
  });
});
