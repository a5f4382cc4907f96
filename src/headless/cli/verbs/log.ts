import { nodeLogScanner } from '../../../adapters/log-scan.ts';
import { analysisOf, judgeFacts } from '../../../app/scan-logs.ts';
import type { LogRequest } from '../../../ports/logs.ts';
import type { LogFacts } from '../../../shared/logs.ts';
import { answer, type Terminal } from '../session.ts';
import { followLogs } from './log-follow.ts';
import { type LogCommand, momentOf, requestOf, windowOf } from './log-request.ts';
import { accountLines, isAheadNow, judgedDocument, judgedWords, readWords } from './log-words.ts';

interface AnalyseCommand extends LogCommand {
  readonly follow?: boolean;
}

interface CulpritCommand extends LogCommand {
  readonly at: string;
  readonly window: string;
}

/** `sendward log analyse FILE…`: what logs say of each account, hour by hour. Keeps nothing. */
export async function analyseLogs(files: readonly string[], options: AnalyseCommand, terminal: Terminal): Promise<void> {
  const request = await requestOf(files, options, terminal);
  if (options.follow === true) return await followLogs(request, { options, told: (facts) => inOwnTime(facts, options) }, terminal);
  const facts = inOwnTime(await scan(request, terminal), options);
  const analysis = analysisOf(facts);
  answer(terminal, options, {
    document: { ok: true, ...analysis, aheadOfClock: isAheadNow(facts) },
    words: [...readWords(facts, terminal), ...accountLines(analysis, terminal)],
  });
}

/** `sendward log culprit FILE… --at ISO`: whom to ask first about a moment, and why. Keeps nothing. */
export async function findCulprits(files: readonly string[], options: CulpritCommand, terminal: Terminal): Promise<void> {
  const windowSeconds = windowOf(options.window, terminal);
  const request = await requestOf(files, options, terminal);
  // A time that is none is refused before a large log is read.
  momentOf(options.at, request.zone, terminal);
  const facts = inOwnTime(await scan(request, terminal), options);
  const at = momentOf(options.at, facts.zone, terminal);
  const found = { at, judged: judgeFacts(facts, { at, windowSeconds }), facts };
  answer(terminal, options, { document: judgedDocument(found, terminal), words: judgedWords(found, terminal) });
}

/** Reads the logs, and says how far it is where somebody watches. */
async function scan(request: LogRequest, { say }: Terminal): Promise<LogFacts> {
  const watched = process.stderr.isTTY;
  const shown = (done: number, total: number): void => {
    if (watched) process.stderr.write(`\r${say('cli:log.reading', { percent: total === 0 ? 0 : Math.floor((100 * done) / total) })}`);
  };
  try {
    return await nodeLogScanner.scan(request, shown);
  } finally {
    if (watched) process.stderr.write('\r\u001B[K');
  }
}

/** A log whose stamps say their distance from UTC is told in that, where no zone was asked for. */
function inOwnTime(facts: LogFacts, { zone }: LogCommand): LogFacts {
  const lines = facts.accounts.flatMap(({ refusals, traces }) => [...refusals.map(({ line }) => line), ...traces.map(({ first }) => first)]);
  const offsets = lines.map(({ text }) => /^\d{4}-\d\d-\d\d[T ][\d:.,]+ ?([+-]\d\d):?(\d\d)\b/.exec(text));
  const [, hours, minutes] = offsets.find((found) => found !== null) ?? [];
  return zone !== undefined || hours === undefined ? facts : { ...facts, zone: `${hours}:${minutes}` };
}
