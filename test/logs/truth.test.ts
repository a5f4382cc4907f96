import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { scanFixture } from './scanned.ts';
import { ACCOUNTS, accountOf, countsOf, fixtureJson, fixturePath, hoursOf } from './scene.ts';

/** By name in the truth. */
const HOURLY = {
  messages: 'messages',
  recipients: 'recipients',
  delivered: 'delivered',
  failed: 'failed',
  deferred_recipients: 'deferredRecipients',
  bounces: 'bounces',
} as const;
const TOTALS = { ...HOURLY, local_recipients: 'localRecipients', queued_at_end: 'queuedAtEnd', forwarded_in: 'forwardedIn' } as const;
const SMALL = {
  messages: 'messages',
  recipients: 'recipients',
  delivered: 'delivered',
  failed: 'failed',
  queued: 'queuedAtEnd',
  local_recipients: 'localRecipients',
  forwarded: 'forwardedIn',
  deferred_recipients: 'deferredRecipients',
} as const;
const Counts = z.record(z.string(), z.number());
const Full = z.object({
  accounts: z.record(z.string(), z.record(z.string(), z.unknown())),
  totals: Counts,
  hours: z.record(z.string(), z.record(z.string(), Counts)),
});
const Small = z.object({ lines: z.number(), accounts: z.record(z.string(), Counts) });

const full = Full.parse(fixtureJson('truth-exim.json'));
const names = ACCOUNTS.map(({ account }) => account);

describe('Exim, 32 hours', () => {
  const scan = scanFixture('exim-full.log.gz');

  it('understands every line', async () => {
    expect(await scan).toMatchObject({ format: 'exim', lines: 54_545, skipped: 0, absent: [] });
    // Some four thousand failures and deferrals, each with an address, a number or an id of its own.
    expect((await scan).replies.length).toBeLessThan(35);
    expect((await scan).accounts.map(({ account }) => account).sort()).toEqual([...names].sort());
  });

  it('gives the totals of the truth', async () => {
    const facts = await scan;
    const totals = Object.entries(HOURLY).map(([name, measure]) => [name, facts.accounts.reduce((sum, { totals }) => sum + totals[measure], 0)]);
    expect(Object.fromEntries(totals)).toEqual(Object.fromEntries(Object.keys(HOURLY).map((name) => [name, full.totals[name]])));
  });

  it.each(names)('gives every total of %s', async (account) => {
    const found = accountOf(await scan, account)?.totals;
    const truth = Counts.parse(Object.fromEntries(Object.entries(full.accounts[account] ?? {}).filter(([, count]) => typeof count === 'number')));
    expect(Object.entries(TOTALS).map(([name, measure]) => [name, found?.[measure]])).toEqual(Object.keys(TOTALS).map((name) => [name, truth[name]]));
  });

  it('gives the recipients that met a limit of the host', async () => {
    const log = gunzipSync(readFileSync(fixturePath('exim-full.log.gz'))).toString('latin1');
    const met = new Map<string, Set<string>>();
    for (const [, id, recipient, domain] of log.matchAll(/^\S+ \S+ (\S+) (?:\*\*|==) (\S+) R=enforce_mail_permissions(?: defer \(-1\))?: Domain (\S+) has/gm)) {
      const account = ACCOUNTS.find(({ domains }) => domains.includes(domain ?? ''))?.account ?? '';
      met.set(account, (met.get(account) ?? new Set()).add(`${id} ${recipient}`));
    }
    expect([...met.keys()].sort()).toEqual(['deltafreight', 'fitclub', 'joyphoto']);
    const facts = await scan;
    expect(Object.fromEntries(names.map((account) => [account, countsOf(facts, account).limitRefusals ?? 0]))).toEqual(
      Object.fromEntries(names.map((account) => [account, met.get(account)?.size ?? 0])),
    );
    expect(facts.limits.map(({ kind, account, allowed, counted }) => [kind, account, allowed, counted])).toEqual([
      ['messages', 'deltafreight', 125, 126],
      ['failures', 'fitclub', 175, 184],
      ['suspended', 'joyphoto', null, null],
    ]);
  });

  it.each(names)('gives every hour of %s', async (account) => {
    const found = hoursOf(await scan, account);
    const truth = full.hours[account] ?? {};
    for (const hour of new Set([...found.keys(), ...Object.keys(truth)])) {
      const cells = Object.entries(HOURLY).map(([name, measure]) => [hour, name, found.get(hour)?.[measure] ?? 0]);
      expect(cells).toEqual(Object.keys(HOURLY).map((name) => [hour, name, truth[hour]?.[name] ?? 0]));
    }
  });

  it('gives outcomes that add up to what became of the recipients', async () => {
    for (const { totals, cells } of (await scan).accounts) {
      const outcomes = cells.flatMap((cell) => cell.outcomes);
      expect(outcomes.reduce((sum, { failed }) => sum + failed, 0)).toBe(totals.failed);
      expect(outcomes.reduce((sum, { deferred }) => sum + deferred, 0)).toBe(totals.deferredRecipients);
      expect(totals.delivered + totals.failed + totals.queuedAtEnd).toBe(totals.recipients);
    }
  });
});

describe.each([
  ['exim-small.log', 'truth-exim-small.json'],
  ['exim-da-small.log', 'truth-exim-da-small.json'],
  ['postfix-small.log', 'truth-postfix-small.json'],
  ['postfix-small-iso.log', 'truth-postfix-small.json'],
])('%s', (log, json) => {
  const truth = Small.parse(fixtureJson(json));
  const scan = scanFixture(log);
  /** DirectAdmin leaves out the lines that say that a message waits. */
  const hidden = log === 'exim-da-small.log';

  it('is understood line by line', async () => {
    expect(await scan).toMatchObject({ lines: truth.lines, skipped: 0 });
  });

  it.each(Object.keys(truth.accounts))('gives every total of %s', async (account) => {
    const facts = await scan;
    const found = accountOf(facts, account)?.totals;
    const measures = Object.entries(SMALL).filter(([name]) => !(hidden && name === 'deferred_recipients'));
    expect(measures.map(([name, measure]) => [name, found?.[measure] ?? 0])).toEqual(measures.map(([name]) => [name, truth.accounts[account]?.[name]]));
    if (hidden) expect(countsOf(facts, account).deferredRecipients ?? 0).toBeLessThanOrEqual(truth.accounts[account]?.['deferred_recipients'] ?? 0);
  });
});

describe('Postfix with and without year and zone', () => {
  it('says the same', async () => {
    const [short, long] = await Promise.all([scanFixture('postfix-small.log'), scanFixture('postfix-small-iso.log', { zone: 'UTC', year: null })]);
    expect(short.accounts.map(({ account, cells, totals }) => ({ account, cells, totals }))).toEqual(
      long.accounts.map(({ account, cells, totals }) => ({ account, cells, totals })),
    );
  });

  it('finds the year of its own accord', async () => {
    const [told, found] = await Promise.all([scanFixture('postfix-small.log'), scanFixture('postfix-small.log', { year: null })]);
    expect(found.accounts).toEqual(told.accounts);
  });
});
