import { dateTimeIn } from '../../shared/calendar.ts';
import { toIso } from '../../shared/dates.ts';
import type { LogAccountFacts, LogCounts, LogFacts, LogFileFacts } from '../../shared/logs.ts';
import { added, NO_COUNTS } from './shape.rules.ts';

type Told = Omit<LogCounts, 'limitRefusals'>;

/** What a log says, account by account and hour by hour, as programs read it. `hour` is local to the zone of the log: "2026-11-24 05". */
export interface Analysis {
  readonly format: LogFacts['format'];
  readonly lines: number;
  readonly skipped: number;
  readonly from: string | null;
  readonly to: string | null;
  /** In which hours are told. */
  readonly zone: string;
  readonly files: readonly Pick<LogFileFacts, 'name' | 'lines' | 'notes'>[];
  readonly accounts: readonly ({ readonly account: string } & Told & { readonly hours: readonly ({ readonly hour: string } & Told)[] })[];
}

export function analysisOf(facts: LogFacts): Analysis {
  const { format, lines, skipped, from, to, zone } = facts;
  return {
    ...{ format, lines, skipped },
    from: from === null ? null : toIso(from * 1000),
    to: to === null ? null : toIso(to * 1000),
    zone,
    files: facts.files.map(({ name, lines: read, notes }) => ({ name, lines: read, notes })),
    accounts: facts.accounts.map((account) => ({ account: account.account, ...told(account.totals), hours: localHours(account, zone) })),
  };
}

function told({ limitRefusals: _, ...counts }: LogCounts): Told {
  return counts;
}

function localHours({ cells }: LogAccountFacts, zone: string): ({ hour: string } & Told)[] {
  const hours = new Map<string, LogCounts>();
  for (const { start, counts } of cells) {
    const hour = dateTimeIn(start * 1000, zone).slice(0, 'YYYY-MM-DD HH'.length);
    hours.set(hour, added(hours.get(hour) ?? NO_COUNTS, counts));
  }
  return [...hours].map(([hour, counts]) => ({ hour, ...told(counts) }));
}
