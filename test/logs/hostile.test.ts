import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogFacts, LogMeasure } from '../../src/shared/logs.ts';
import { type MailServer, readLog } from './in-place.ts';
import { scanFiles } from './scanned.ts';
import { ACCOUNTS, countsOf, fixturePath } from './scene.ts';

const encoder = new TextEncoder();
const LOGS = { exim: readFileSync(fixturePath('exim-small.log')), postfix: readFileSync(fixturePath('postfix-small.log')) } as const;
const BOTH = ['exim', 'postfix'] as const satisfies readonly MailServer[];
/** Measures that can only grow while a log is read. */
const GROWING = ['messages', 'recipients', 'delivered', 'failed', 'deferredRecipients', 'bounces', 'localRecipients', 'forwardedIn', 'limitRefusals'] as const;
const NAMES = new Set(ACCOUNTS.map(({ account }) => account));

const MARKS = ['"', '\\', ' ', '<', '>', '(', ')', '[', ']', '=', '@', ':', ': ', ';', ' from ', ' for ', ') [', ' S=1', "'", 'a@b.example'];
/** What lines begin with, and what a parser looks for in them, in the order in which it mostly stands there. */
const HEADS = {
  exim: [
    '',
    '1tAbCd-000000-Ab <= ',
    '1tAbCd-000000-Ab => ',
    '1tAbCd-000000-Ab ** ',
    '1tAbCd-000000-Ab == ',
    'H=',
    'cwd=/home/a',
    'dovecot_login authenticator failed for ',
  ].map((head) => `2026-03-02 12:40:06 ${head}`),
  postfix: [
    'smtpd[1]: ',
    'submission/smtpd[1]: ',
    'smtpd[1]: NOQUEUE: reject: RCPT from a[127.1.1.1]: 554 5.7.1 ',
    'cleanup[1]: ABCDEF0123: ',
    'smtp[1]: ABCDEF0123: to=<',
  ].map((head) => `Mar  2 12:40:06 a postfix/${head}`),
};
const WORDS = {
  exim: 'F=<"a b"@c.example>|A=login:a@b.example| T="|(set_id=| rejected RCPT <x@y.example>: | R=enforce_limits| defer (-1)|too many messages (5/3)| P=| U='.split(
    '|',
  ),
  postfix: (
    'SASL login name rejected: |Sender address rejected: |too many messages|; from=<|info: header Subject: |warning: header X-PHP-Originating-Script:|client=a[127.0.0.1]|' +
    ', sasl_username=|to=<|, orig_to=<|, relay=a[127.0.0.1]:25|, status=sent (250 queued as |message repeated 2 times: [|uid=|from=<|fatal: |User a(1)|' +
    ' is not allowed to submit mail|warning: |: SASL LOGIN authentication failed|, size=1, nrcpt=|removed|ABCDEF0124|, orig_queue_id='
  ).split('|'),
};

const linesOf = (format: MailServer): string[] => LOGS[format].toString('latin1').trimEnd().split('\n');
const readLines = (format: MailServer, lines: readonly string[]): LogFacts => readLog(format, Buffer.from(`${lines.join('\n')}\n`, 'latin1'));
/** What counts, without places in the log. */
const counted = ({ accounts, limits, unattributed }: LogFacts): unknown => ({
  accounts: accounts.map(({ account, totals, cells, hours, uniqueRecipients }) => ({
    account,
    totals,
    hours,
    uniqueRecipients,
    cells: cells.map(({ start, counts }) => ({ start, counts })),
  })),
  limits: limits.map(({ kind, account, allowed, counted: said, times }) => ({ kind, account, allowed, said, times })),
  unattributed: { messages: unattributed.messages, recipients: unattributed.recipients },
});
const totalsOf = (facts: LogFacts, measure: LogMeasure): Map<string, number> =>
  new Map(facts.accounts.map(({ account, totals }) => [account, totals[measure]]));

describe.each(BOTH)('a log of %s', (format) => {
  const whole = readLog(format, LOGS[format]);

  it('cut at any byte is read as far as it goes, and nobody gets what is not his', () => {
    fc.assert(
      fc.property(fc.nat({ max: LOGS[format].length }), (length) => {
        const facts = readLog(format, LOGS[format].subarray(0, length));
        expect(facts.skipped).toBeLessThanOrEqual(1);
        for (const { account, totals } of facts.accounts) {
          for (const measure of GROWING) expect(totals[measure]).toBeLessThanOrEqual(NAMES.has(account) ? (totalsOf(whole, measure).get(account) ?? 0) : 1);
        }
      }),
      // One of a log of Exim: behind an address, before the host.
      { numRuns: 150, examples: [[39_269]] },
    );
  });

  it('begun at any byte gives nobody more than he had', () => {
    fc.assert(
      fc.property(fc.nat({ max: LOGS[format].length }), (start) => {
        const facts = readLog(format, LOGS[format].subarray(start));
        for (const { account, totals } of facts.accounts) {
          for (const measure of GROWING) expect(totals[measure]).toBeLessThanOrEqual(NAMES.has(account) ? (totalsOf(whole, measure).get(account) ?? 0) : 1);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('with noise between its lines says the same, and how many lines were not understood', () => {
    const lines = linesOf(format);
    const noise = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('latin1').replaceAll('\n', '\0')),
      fc.constantFrom('\0'.repeat(4096), '<= => ** == Completed', 'to=<a@b.example>, status=sent (250)', '\u00ff\u00fe\u0000', 'x'.repeat(70_000), ' ', '\r'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: lines.length }), noise), { minLength: 1, maxLength: 12 }), (strange) => {
        const mixed = [...lines];
        for (const [at, text] of strange) mixed.splice(at, 0, text);
        const facts = readLines(format, mixed);
        expect(facts).toMatchObject({ lines: lines.length + strange.length, skipped: strange.length });
        expect(counted(facts)).toEqual(counted(whole));
      }),
      { numRuns: 60 },
    );
  });

  it('with bytes changed in some lines is read, and no more is lost or gained than those lines may have told', () => {
    const lines = linesOf(format);
    const change = fc.record({
      line: fc.nat({ max: lines.length - 1 }),
      at: fc.nat({ max: 400 }),
      remove: fc.nat({ max: 6 }),
      put: fc.oneof(
        fc.string({ maxLength: 6, unit: 'binary-ascii' }),
        fc.constantFrom('<', '>', ' <= ', ' => ', '"', ' for ', '=', ', status=sent (', ': ', '[', '\0'),
      ),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
        const changed = [...lines];
        for (const { line, at, remove, put } of changes) {
          const text = changed[line] ?? '';
          const place = at % (text.length + 1);
          changed[line] = `${text.slice(0, place)}${put.replaceAll('\n', ' ')}${text.slice(place + remove)}`;
        }
        const facts = readLines(format, changed);
        expect(facts.lines).toBe(lines.length);
        for (const { account } of ACCOUNTS) {
          const [before, after] = [countsOf(whole, account), countsOf(facts, account)];
          expect(Math.abs((before.messages ?? 0) - (after.messages ?? 0))).toBeLessThanOrEqual(changes.length);
          expect(Math.abs((before.bounces ?? 0) - (after.bounces ?? 0))).toBeLessThanOrEqual(changes.length);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('that holds nothing but words of servers in any order, as strangers may have them printed, is read to its end', () => {
    const known = [...WORDS[format], ...MARKS];
    const words = fc
      .tuple(fc.array(fc.nat({ max: known.length - 1 }), { maxLength: 7 }), fc.boolean())
      .map(([places, usual]) => (usual ? places.sort((a, b) => a - b) : places).map((place) => known[place] ?? ''));
    const heads = fc.constantFrom(...HEADS[format]);
    fc.assert(
      fc.property(fc.array(fc.tuple(heads, words), { minLength: 200, maxLength: 200 }), (lines) => {
        const facts = readLines(
          format,
          lines.map(([head, parts]) => head + parts.join('')),
        );
        expect(facts.lines).toBe(lines.length);
      }),
      { numRuns: 150 },
    );
  });

  it('whose lines stand in any order neither fails nor counts a recipient twice', () => {
    const lines = linesOf(format);
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
        const facts = readLines(format, shuffled);
        expect(facts.lines).toBe(lines.length);
        for (const { totals } of facts.accounts) expect(totals.delivered + totals.failed + totals.queuedAtEnd).toBeLessThanOrEqual(totals.recipients);
      }),
      { numRuns: 30 },
    );
  });

  it('that is nothing but bytes says nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (bytes) => {
        expect(readLog(format, bytes).accounts).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('with clocks that go back is read on, and says where', () => {
    const lines = linesOf(format);
    const later = lines.slice(0, 100);
    const facts = readLines(format, [...lines.slice(100, 200), ...later]);
    expect(facts.gaps.some(({ kind }) => kind === 'backwards')).toBe(true);
    expect(facts.skipped).toBe(0);
  });
});

describe('files that are no logs any more', () => {
  it.each(BOTH)('lines of a megabyte are passed over, in %s', async (format) => {
    const lines = linesOf(format);
    const long = `${lines[3]?.slice(0, 60)}${'x'.repeat(1_500_000)}`;
    const facts = await scanFiles([Buffer.from(`${[...lines.slice(0, 40), long, ...lines.slice(40), 'y'.repeat(3_000_000)].join('\n')}\n`, 'latin1')]);
    expect(facts.lines).toBe(lines.length + 2);
    expect(facts.skipped).toBe(2);
    expect(counted(facts)).toEqual(counted(readLog(format, LOGS[format])));
  });

  it('a log in letters of another encoding is no log', async () => {
    await expect(scanFiles([Buffer.from(LOGS.exim.toString('latin1'), 'utf16le')])).rejects.toMatchObject({ code: 'log_not_recognised' });
  });

  it('bytes that are no UTF-8 are shown as such', () => {
    const bytes = Buffer.concat([
      encoder.encode(
        '2026-11-23 10:00:00 1xVMBE-000uip-2x <= news@fitclub.example H=(x) [127.40.6.15]:1 P=esmtpa A=dovecot_login:news@fitclub.example S=7 for a@b.example\n2026-11-23 10:00:01 1xVMBE-000uip-2x ** a@b.example R=r T=t H=mx.b.example [127.20.1.1]: SMTP error: 550 5.1.1 nobody h',
      ),
      Buffer.from([0xe9, 0xff, 0xc3]),
      encoder.encode('re\n'),
    ]);
    const facts = readLog('exim', bytes);
    expect(facts.replies[0]?.text).toContain('h\uFFFD\uFFFD\uFFFDre');
  });
});
