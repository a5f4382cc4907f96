import { nodeLogScanner } from '../../../adapters/log-scan.ts';
import { type Analysis, analysisOf } from '../../../app/scan-logs.ts';
import type { LogRequest } from '../../../ports/logs.ts';
import { dateTimeIn } from '../../../shared/calendar.ts';
import type { LogFacts } from '../../../shared/logs.ts';
import { answer, type CommonOptions, type Terminal } from '../session.ts';
import { accountLines, readWords } from './log-words.ts';

type Account = Analysis['accounts'][number];

/** Tells what a log says, then what is new in it, until the program is stopped: with `--json` a document a line. `told`: in which zone it is told. */
export async function followLogs(
  request: LogRequest,
  { options, told }: { readonly options: CommonOptions; readonly told: (facts: LogFacts) => LogFacts },
  terminal: Terminal,
): Promise<void> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  let before: { readonly facts: LogFacts; readonly analysis: Analysis } | null = null;
  const changed = (read: LogFacts): void => {
    const facts = told(read);
    const analysis = analysisOf(facts);
    const words =
      before === null
        ? [...readWords(facts, terminal), ...accountLines(analysis, terminal)]
        : newWords({ lines: facts.lines - before.facts.lines, facts, accounts: changes(before.analysis, analysis) }, terminal);
    const isNew = before === null || facts.lines !== before.facts.lines;
    before = { facts, analysis };
    if (isNew) answer(terminal, options, { document: { ok: true, ...analysis }, words });
  };
  try {
    await nodeLogScanner.follow(request, changed, stop.signal);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  }
}

interface News {
  readonly lines: number;
  readonly facts: LogFacts;
  readonly accounts: readonly Account[];
}

/** A line with the time, how many lines came and up to when the log tells, then what came of each account. */
function newWords({ lines, facts, accounts }: News, terminal: Terminal): string[] {
  const { zone, to, lines: total } = facts;
  const now = dateTimeIn(Date.now(), zone);
  const head = terminal.say('cli:log.added', { count: lines, at: now, total, to: to === null ? '–' : dateTimeIn(to * 1000, zone) });
  return ['', head, ...(accounts.length === 0 ? [] : accountLines({ accounts }, terminal))];
}

/** What each account has more than before; of those that have. */
function changes(before: Analysis, now: Analysis): Account[] {
  const known = new Map(before.accounts.map((each) => [each.account, each]));
  return now.accounts.flatMap((each) => {
    const old = known.get(each.account);
    const more = (count: (account: Account) => number): number => count(each) - (old === undefined ? 0 : count(old));
    const grown = {
      ...each,
      messages: more(({ messages }) => messages),
      recipients: more(({ recipients }) => recipients),
      delivered: more(({ delivered }) => delivered),
      failed: more(({ failed }) => failed),
      deferredRecipients: more(({ deferredRecipients }) => deferredRecipients),
    };
    const { messages, recipients, delivered, failed, deferredRecipients } = grown;
    return [messages, recipients, delivered, failed, deferredRecipients].some((count) => count !== 0) ? [grown] : [];
  });
}
