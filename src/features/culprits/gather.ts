import type { Verdict } from '../../contract/culprits.ts';
import { fail } from '../../contract/fail.ts';
import { LogId } from '../../contract/ids.ts';
import { toIso } from '../../shared/dates.ts';
import type { Core } from '../core.ts';
import { type FoundLog, findLog, testimonies, zoneOfPack } from '../logs/index.ts';
import type { Case, CaseAccount, CaseRule, CaseSource } from './case.rules.ts';
import { DAY_S, gridOf, HOUR_S, windowOf } from './grid.rules.ts';
import { CommonLimit, hostLimit, panelAllowances } from './host-limit.ts';
import { logSource, type Span, spanOf } from './log-series.ts';
import {
  readAnnounced,
  readFailures,
  readFigures,
  readFlagged,
  readHosted,
  readOwnNumbers,
  readPackFacts,
  readPackNames,
  readReads,
  readStops,
} from './panel.repo.ts';
import { type PanelWindows, panelCovered, panelSlots, panelSource, panelWindows } from './panel-series.ts';
import { type Frame, People } from './people.ts';

/** What a moment is judged from, and where that comes from. The accounts are put together one after the other: `limit` is known when all are. */
export interface Gathered {
  readonly accounts: Iterable<CaseAccount>;
  readonly total: number;
  readonly rest: Omit<Case, 'accounts' | 'limit'>;
  limit(): CaseRule | null;
  readonly packId: string | null;
  readonly packName: string;
  readonly sources: Verdict['sources'];
}

/** What is asked. Epoch seconds. */
export interface Asked {
  readonly at: number;
  readonly windowSeconds: number;
  readonly logIds: readonly string[];
  readonly packId: string | null;
}

interface Pieces {
  readonly core: Core;
  readonly frame: Frame;
  /** Everything that is read. */
  readonly span: Span;
  /** Stretches that alerts found to be no quiet ones, by account. */
  readonly flagged: ReadonlyMap<number, readonly Span[]>;
  readonly people: People;
  readonly sources: CaseSource[];
  readonly named: Verdict['sources'];
}

type Progress = AsyncGenerator<{ readonly done: number; readonly total: number }, void, void>;

/** What is judged of a moment: quarters near the window, hours farther away. */
export function frameOf(asked: Pick<Asked, 'at' | 'windowSeconds'>): Frame {
  const grid = gridOf(asked);
  const window = windowOf(grid);
  const near = { from: Math.floor((window.from - asked.windowSeconds) / HOUR_S) * HOUR_S, to: Math.ceil((window.to + DAY_S + HOUR_S) / HOUR_S) * HOUR_S };
  return { window, since: grid.start, near };
}

/**
 * Puts everything together that tells of a moment: logs, what panels showed, limits and announcements.
 * Throws `log_not_found`, `pack_not_found`, `logs_of_two_packs`, `nothing_to_judge`.
 */
export async function* gather(core: Core, asked: Asked): AsyncGenerator<{ readonly done: number; readonly total: number }, Gathered, void> {
  const db = core.db.read;
  const logs: FoundLog[] = [];
  for (const id of new Set(asked.logIds)) logs.push(await findLog(db, id));
  const packId = await onlyPack(core, [asked.packId, ...logs.map((log) => log.packId)]);
  const pack = packId === null ? null : await readPackFacts(db, packId);
  if (packId !== null && pack === null) throw fail('pack_not_found', {});
  const frame = frameOf(asked);
  const span = { from: frame.since - HOUR_S, to: frame.near.to };
  const pieces: Pieces = { core, frame, span, flagged: await readFlagged(db, span), people: new People(), sources: [], named: [] };
  if (logs.length > 0) yield* addLogs(pieces, logs);
  if (packId !== null && pack !== null) yield* addPanel(pieces, { packId, name: pack.name });
  if (pieces.sources.length === 0) throw fail('nothing_to_judge', {});
  const zone = logs[0]?.zone ?? (packId === null ? core.clock.timeZone() : await zoneOfPack(core, db, packId));
  const common = new CommonLimit();
  return {
    accounts: tallied(pieces.people.accounts(frame), common),
    total: pieces.people.size,
    rest: { at: asked.at, windowSeconds: asked.windowSeconds, zone, sources: pieces.sources },
    limit: () => (pack === null ? null : hostLimit(pack)) ?? common.rule,
    packId,
    packName: pack?.name ?? '',
    sources: pieces.named,
  };
}

function* tallied(accounts: Iterable<CaseAccount>, common: CommonLimit): Generator<CaseAccount, void, void> {
  for (const account of accounts) {
    common.add(account.allowed);
    yield account;
  }
}

/** The pack that all of it belongs to; what belongs to none that is known goes with it. */
async function onlyPack({ db }: Core, packIds: readonly (string | null)[]): Promise<string | null> {
  const [first = null, second] = new Set(packIds.flatMap((id) => id ?? []));
  if (first === null || second === undefined) return first;
  const names = await readPackNames(db.read);
  throw fail('logs_of_two_packs', { one: names.get(first) ?? '', other: names.get(second) ?? '' });
}

async function* addLogs({ core, frame, span, flagged, people, sources, named }: Pieces, logs: readonly FoundLog[]): Progress {
  const source = sources.length;
  sources.push(logSource(logs, frame.window));
  for (const [done, log] of logs.entries()) {
    yield { done, total: logs.length };
    const [covered = { from: 0, to: 0 }] = spanOf(log);
    for await (const told of testimonies(core.db.read, log, span)) {
      people.of(told).addLog(source, { span: covered, lines: log.lines, told }, told.hostedId === null ? [] : (flagged.get(told.hostedId) ?? []));
      await core.clock.yield();
    }
    named.push({ kind: 'log', name: log.files.map(({ name }) => name).join(', '), logId: LogId.parse(log.id), ...times(log), readAt: toIso(log.readAt) });
  }
}

function times({ from, to }: Pick<FoundLog, 'from' | 'to'>) {
  return { from: from === null ? null : toIso(from * 1000), to: to === null ? null : toIso(to * 1000) };
}

/** What the panel showed, as far as it was read: it stays when the panel lets nobody in any more. */
async function* addPanel(pieces: Pieces, { packId, name }: { readonly packId: string; readonly name: string }): Progress {
  const { core, frame, span, people, sources, named } = pieces;
  const db = core.db.read;
  const hosted = await readHosted(db, packId);
  const ids = hosted.map(({ id }) => id);
  const [stops, announced, own] = [await readStops(db, ids, span), await readAnnounced(db, ids, span), await readOwnNumbers(db, packId)];
  for (const row of hosted) {
    const named = { account: row.login || row.domain, domain: row.domain, hostedId: row.id, accountId: null, clientId: row.clientId };
    people.of({ ...named, clientName: row.clientName ?? '' }).addFromPanel({
      stops: stops.get(row.id) ?? [],
      announcements: announced.get(row.id) ?? [],
      allowed: panelAllowances(row.limits, frame.window.to * 1000, own.get(row.id)),
    });
  }
  const windows = panelWindows(await readReads(db, packId, span), frame.window);
  if (windows === null) return;
  const source = sources.length;
  sources.push(panelSource(name, windows));
  named.push({ kind: 'panel', name, logId: null, ...timesOf(windows), readAt: toIso(windows.readAt) });
  yield* addFigures(pieces, { packId, ids, source, windows });
}

interface Figures {
  readonly packId: string;
  readonly ids: readonly number[];
  readonly source: number;
  readonly windows: PanelWindows;
}

async function* addFigures({ core, span, people, flagged }: Pieces, { packId, ids, source, windows }: Figures): Progress {
  const failures = await readFailures(core.db.read, packId, span);
  for (const [done, id] of ids.entries()) {
    if (done % 100 === 0) yield { done, total: ids.length };
    const rows = await readFigures(core.db.read, id, { ...span, definition: windows.definition });
    const slots = panelSlots({ rows, windows, excepted: flagged.get(id) ?? [], failures: failures.get(id) ?? [] });
    const covered = panelCovered(rows, windows);
    // Where silence is not zero, nothing is known of who is in no figures at all.
    if (slots.length > 0 || covered === null || covered.length > 0) people.byHosted(id)?.addFigures({ source, covered, slots });
    await core.clock.yield();
  }
}

function timesOf({ windows }: PanelWindows) {
  const last = windows.at(-1);
  return times({ from: windows[0]?.start ?? null, to: last === undefined ? null : last.start + last.seconds });
}
