import { limitMatters } from '../shared/log-limits.ts';
import {
  LOG_CELL_SECONDS,
  LOG_LIMITS,
  type LOG_MEASURES,
  type LogAccount,
  type LogCounts,
  type LogFacts,
  type LogFormat,
  type LogIdentity,
  type LogLimit,
  type LogLine,
} from '../shared/logs.ts';
import { type AccountSum, countsOf, packedAccount } from './account-facts.ts';
import { Accounts } from './accounts.ts';
import * as c from './columns.ts';
import { gapsOf } from './gaps.ts';
import { isBefore, lineOf } from './lines.ts';
import type { PackedAccount, PackedFacts } from './packed-facts.ts';
import { firstKey, secondKey } from './rows.ts';
import type { Shares } from './shares.ts';
import { shownReplies } from './shown-replies.ts';
import type { Tally } from './tally.ts';
import type { Whole } from './whole.ts';

export interface FactsRequest {
  readonly format: Exclude<LogFormat, 'events'>;
  readonly zone: string;
  readonly files: LogFacts['files'];
  readonly accounts: readonly LogAccount[];
}

const EXAMPLES = 5;
/** So many recipients of a log in which none was ever put off: they were not lucky, the log leaves it out. */
const MANY = 200;

/** What was counted, by account. `whole` has been ended. */
export function packedFacts(whole: Whole, request: FactsRequest): PackedFacts {
  const { tally } = whole;
  const accounts = new Accounts(request.accounts, tally);
  const shares = whole.share(accounts);
  const sums = sumsOf(tally, accounts, shares).sort((a, b) => (a.account < b.account ? -1 : 1));
  return {
    format: request.format,
    lines: whole.lines,
    skipped: whole.skipped,
    from: whole.from,
    to: whole.to,
    zone: request.zone,
    files: request.files,
    gaps: gapsOf(whole.gaps),
    accounts: accountsOf(sums, tally),
    replies: shownReplies(tally, shares),
    limits: sums.flatMap((sum) => limitsOf(tally, sum)),
    unattributed: unattributedOf(tally, shares),
    absent: absentFrom(
      whole,
      request,
      sums.map(({ share }) => countsOf(share.totals)),
    ),
  };
}

function* accountsOf(sums: readonly AccountSum[], tally: Tally): Generator<PackedAccount, void> {
  for (const sum of sums) yield packedAccount(sum, tally);
}

interface Own {
  readonly identities: Map<LogIdentity, number>;
  readonly limits: number[];
}

/** Of all accounts that sent something, for which something was sent on, or that met a limit. */
function sumsOf({ limits, owners }: Tally, accounts: Accounts, shares: Shares): AccountSum[] {
  const { names, belongings } = accounts;
  const own = names.map((): Own => ({ identities: new Map(), limits: [] }));
  const of = (who: number): Own | undefined => own[accounts.numberOf(belongings[who]?.account)];
  for (const [who, belonging] of belongings.entries()) {
    const [identities, messages] = [of(who)?.identities, shares.messages[who] ?? 0];
    if (belonging !== null && messages > 0) identities?.set(belonging.identity, (identities.get(belonging.identity) ?? 0) + messages);
  }
  for (let row = 0; row < limits.size; row++) of(firstKey(owners, firstKey(limits, row)))?.limits.push(row);
  return names.flatMap((account, number) => {
    const sum = own[number];
    return sum !== undefined && (sum.limits.length > 0 || shares.isActive(number)) ? [{ account, ...sum, share: shares.of(number) }] : [];
  });
}

function limitsOf(tally: Tally, { account, limits }: AccountSum): LogLimit[] {
  const { cells } = tally.limits;
  const met = limits.flatMap((row): LogLimit[] => {
    const at = row * c.LIMIT_WIDTH;
    const key = secondKey(tally.limits, row);
    const first = lineOf(tally.lines, cells[at + c.LIMIT_LINE] ?? 0);
    if (first === null) return [];
    const [times, lastAt] = [cells[at + c.LIMIT_TIMES] ?? 0, (cells[at + c.LIMIT_LAST] ?? 0) >>> 0];
    return [
      {
        ...{ kind: LOG_LIMITS[key % c.LIMIT_KINDS] ?? 'messages', account, times, lastAt, first },
        allowed: said(cells[at + c.LIMIT_ALLOWED]),
        counted: said(cells[at + c.LIMIT_COUNTED]),
        slots: [{ start: Math.floor(key / c.LIMIT_KINDS) * LOG_CELL_SECONDS, times, firstAt: first.at, lastAt }],
      },
    ];
  });
  return limitMatters(met.sort((a, b) => (isBefore(a.first, b.first) ? -1 : 1)));
}

function said(number: number | undefined): number | null {
  return number === undefined || number < 0 ? null : number;
}

function unattributedOf({ whos, lines }: Tally, { unattributed: [messages = 0, recipients = 0, ...of] }: Shares): LogFacts['unattributed'] {
  const examples: LogLine[] = [];
  for (const who of of) {
    const line = lineOf(lines, whos.cells[who * c.WHO_WIDTH + c.WHO_LINE] ?? 0);
    if (line !== null) examples.push(line);
  }
  examples.sort((a, b) => (isBefore(a, b) ? -1 : 1));
  return { messages, recipients, examples: examples.slice(0, EXAMPLES) };
}

function absentFrom({ saw, opened }: Whole, { format }: FactsRequest, totals: readonly LogCounts[]): LogFacts['absent'] {
  if (opened === 0) return [];
  const sum = (measure: (typeof LOG_MEASURES)[number]): number => totals.reduce((all, counts) => all + counts[measure], 0);
  const missing = (bit: number): boolean => (saw & bit) === 0;
  const recipients = sum('recipients') + sum('localRecipients');
  const put = sum('deferredRecipients');
  const silent = format === 'exim' ? missing(c.SAW_WAITING) && (put > 0 || recipients >= MANY) : put === 0 && recipients >= MANY;
  return [
    ...(missing(c.SAW_SUBJECTS) ? (['subjects'] as const) : []),
    ...(recipients === 0 ? (['recipients'] as const) : []),
    ...(missing(c.SAW_SCRIPTS) ? (['scripts'] as const) : []),
    ...(silent ? (['deferrals'] as const) : []),
    ...(missing(c.SAW_LOGINS) ? (['logins'] as const) : []),
  ];
}
