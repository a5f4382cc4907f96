import { NO_COUNTS } from '../../src/features/logs/shape.rules.ts';
import type { LogScanner } from '../../src/ports/logs.ts';
import { HOUR_S } from '../../src/shared/durations.ts';
import type { LogAccountFacts, LogCell, LogCounts, LogFacts, LogLine, LogMeasure } from '../../src/shared/logs.ts';

const QUARTER = 900;
export const ZONE = 'America/New_York';
/** Midnight of 23 November 2026 in New York. */
export const BEGIN = Date.UTC(2026, 10, 23, 5) / 1000;
const HOURS = 32;

/** Replies of the made-up scene, by their place. */
export const REPLIES = { unknown: 0, content: 1, blocked: 2 } as const;
const TEXTS = [
  'SMTP error from remote mail server after RCPT TO:<…@bigmail.example>: 550 5.1.1 The email account that you tried to reach does not exist',
  'SMTP error from remote mail server after end of data: 554 5.7.1 Message blocked: spam score 14.2 / 5.0',
  "550 5.7.1 Unfortunately, messages from [127.10.0.1] weren't sent. Please contact your provider since part of their network is on our block list (S3150).",
];

export function line(at: number, text: string, place = 1): LogLine {
  return { file: 0, line: place, at, text };
}

/** Counts of which only these are not zero. */
export function counts(given: Partial<LogCounts>): LogCounts {
  const all: Record<LogMeasure, number> = { ...NO_COUNTS, ...given };
  return all;
}

/** So many recipients in every hour, one to a message, of which `failed` are refused with a reply. */
export interface Sending {
  readonly account: string;
  /** By hour from the beginning. */
  readonly recipients: (hour: number) => number;
  readonly failed?: (hour: number) => number;
  readonly reply?: number;
  readonly script?: string;
}

function accountFacts({ account, recipients, failed = () => 0, reply = REPLIES.unknown, script }: Sending): LogAccountFacts {
  const cells: LogCell[] = [];
  for (let hour = 0; hour < HOURS; hour += 1) {
    const [sent, lost] = [recipients(hour), failed(hour)];
    if (sent === 0) continue;
    const start = BEGIN + hour * HOUR_S + QUARTER;
    const outcomes = lost === 0 ? [] : [{ reply, failed: lost, deferred: 0 }];
    cells.push({ start, counts: counts({ messages: sent, recipients: sent, delivered: sent - lost, failed: lost }), outcomes });
  }
  const sum = (measure: LogMeasure): number => cells.reduce((all, cell) => all + cell.counts[measure], 0);
  const totals = counts({ messages: sum('messages'), recipients: sum('recipients'), delivered: sum('delivered'), failed: sum('failed') });
  const first = cells.find(({ outcomes }) => outcomes.length > 0);
  return {
    account,
    totals,
    uniqueRecipients: totals.recipients,
    identities: { login: totals.messages, panel: 0, script: 0, user: 0, domain: 0 },
    cells,
    hours: cells.map(({ start, counts: { recipients: unique } }) => ({ start: Math.floor(start / HOUR_S) * HOUR_S, uniqueRecipients: unique })),
    traces: script === undefined ? [] : [scriptTrace(script, cells)],
    refusals: first === undefined ? [] : [{ reply, line: line(first.start, `** …@bigmail.example: ${TEXTS[reply] ?? ''}`, 42) }],
  };
}

function scriptTrace(value: string, cells: readonly LogCell[]): LogAccountFacts['traces'][number] {
  const busy = cells.filter(({ counts: { recipients } }) => recipients > 50);
  const slots = busy.map(({ start, counts: { messages, recipients, failed } }) => ({
    start,
    seconds: 900,
    messages,
    recipients,
    failed,
    sources: 0,
    fresh: 0,
  }));
  const sum = (count: (slot: (typeof slots)[number]) => number): number => slots.reduce((all, slot) => all + count(slot), 0);
  const firstAt = busy[0]?.start ?? BEGIN;
  return {
    kind: 'script',
    value,
    foreign: false,
    messages: sum(({ messages }) => messages),
    recipients: sum(({ recipients }) => recipients),
    failed: sum(({ failed }) => failed),
    sources: 0,
    slots,
    first: line(firstAt, `cwd=${value} 4 args: /usr/sbin/sendmail -t -i`, 7),
    lastAt: busy.at(-1)?.start ?? BEGIN,
  };
}

/** What a log of 32 hours says of these accounts. */
export function logFacts(sendings: readonly Sending[], given: Partial<LogFacts> = {}): LogFacts {
  const accounts = sendings.map(accountFacts);
  const to = BEGIN + HOURS * HOUR_S - 1;
  return {
    format: 'exim',
    lines: 5000,
    skipped: 3,
    from: BEGIN,
    to,
    zone: ZONE,
    files: [{ name: 'mainlog', bytes: 1000, lines: 5000, from: BEGIN, to, notes: [] }],
    gaps: [],
    accounts,
    replies: TEXTS.map((text, reply) => ({
      text,
      code: reply === REPLIES.content ? 554 : 550,
      enhanced: reply === REPLIES.unknown ? '5.1.1' : '5.7.1',
      failed: accounts
        .flatMap(({ cells }) => cells.flatMap(({ outcomes }) => outcomes))
        .reduce((sum, each) => sum + (each.reply === reply ? each.failed : 0), 0),
      deferred: 0,
      firstAt: BEGIN,
    })),
    limits: [],
    unattributed: { messages: 0, recipients: 0, examples: [] },
    absent: [],
    ...given,
  };
}

/** A scene: quiet accounts, and one whose script sends for hours at night and is refused for what it sends. */
export function nightScene(): LogFacts {
  const quiet = ['alpine', 'blue', 'casa', 'delta'].map((account): Sending => ({ account, recipients: (hour) => 3 + (hour % 4) }));
  return logFacts([
    ...quiet,
    {
      account: 'joy',
      recipients: (hour) => (hour >= 25 && hour < 29 ? 200 : 2),
      failed: (hour) => (hour >= 25 && hour < 29 ? 120 : 0),
      reply: REPLIES.content,
      script: '/home/joy/public_html/.cache',
    },
  ]);
}

/** Five in the morning of the second day, when the night of the scene is over. */
export const NIGHT_OVER = new Date((BEGIN + 29 * HOUR_S) * 1000).toISOString();

/** A scanner that answers with these facts, whatever it is given, after `steps` signs of progress. */
export function scannerOf(facts: LogFacts, steps = 2): LogScanner {
  return {
    scan: async (_request, progress, signal) => {
      for (let step = 1; step <= steps; step += 1) {
        progress(step, steps);
        await new Promise((resolve) => setTimeout(resolve, 5));
        signal?.throwIfAborted();
      }
      return facts;
    },
    follow: () => Promise.reject(new Error('Nothing is followed here')),
  };
}
