import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LOG_MEASURES, type LogAccount, type LogAccountFacts, type LogFacts, type LogMeasure } from '../../src/shared/logs.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/logs');
const Mapped = z.object({ uid: z.number(), domains: z.array(z.string()), mailboxes: z.array(z.string()) });
const Truth = z.object({ accounts_map: z.record(z.string(), Mapped) });

export const fixturePath = (name: string): string => join(FIXTURES, name);
export const fixtureJson = (name: string): unknown => JSON.parse(readFileSync(fixturePath(name), 'utf8'));

/** The twelve accounts of the fixtures. */
export const ACCOUNTS: readonly LogAccount[] = Object.entries(Truth.parse(fixtureJson('truth-exim.json')).accounts_map).map(([account, more]) => ({
  account,
  ...more,
}));

/** Counts of an account that are not zero. */
export function countsOf(facts: LogFacts, account: string): Partial<Record<LogMeasure, number>> {
  const totals = accountOf(facts, account)?.totals;
  return totals === undefined ? {} : Object.fromEntries(LOG_MEASURES.map((measure) => [measure, totals[measure]] as const).filter(([, count]) => count !== 0));
}

export function accountOf(facts: LogFacts, account: string): LogAccountFacts | undefined {
  return facts.accounts.find((one) => one.account === account);
}

/** Measures by hour, as the fixtures name hours: `2026-11-23 09`, five hours behind UTC. */
export function hoursOf(facts: LogFacts, account: string): Map<string, Record<LogMeasure, number>> {
  const hours = new Map<string, Record<LogMeasure, number>>();
  for (const { start, counts } of accountOf(facts, account)?.cells ?? []) {
    const hour = new Date((start - 5 * 3600) * 1000).toISOString().slice(0, 13).replace('T', ' ');
    const before = hours.get(hour);
    hours.set(hour, before === undefined ? { ...counts } : sum(before, counts));
  }
  return hours;
}

function sum(a: Readonly<Record<LogMeasure, number>>, b: Readonly<Record<LogMeasure, number>>): Record<LogMeasure, number> {
  const both = { ...a };
  for (const measure of LOG_MEASURES) both[measure] += b[measure];
  return both;
}
