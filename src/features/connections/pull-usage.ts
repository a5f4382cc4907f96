import type { PanelUsage, UsageReader } from '../../connectors/connector.ts';
import { AppError } from '../../shared/app-error.ts';
import { dateIn, startOfDay } from '../../shared/calendar.ts';
import type { OpenPanel, UsageReadEnd, WindowToRead } from '../hooks.ts';
import { endUsage, takeCounter, takeUsage, windowsToRead } from '../usage/index.ts';
import type { Asking, Tally } from './ask.ts';
import type { ConnectionChange } from './connection.repo.ts';
import { loginsOf } from './logins.repo.ts';
import { reach } from './trouble.rules.ts';

/** So many rows are written at once, whatever the panel calls a page. */
const SLICE = 1000;
/** So many accounts are asked for at once, where the panel wants one call for each. */
const LOGINS = 500;

export interface UsageTally extends Tally {
  windows: number;
}

interface Told {
  readonly tally: UsageTally;
  /** How long to go on catching up; null = to the end. */
  readonly longestMs: number | null;
  readonly report: (done: number, total: number) => void;
}

/**
 * Reads the figures that are due: of what the panel keeps, the hours that are not here yet, oldest first, then the days from yesterday back. Each window is kept
 * once it was read. One that cannot be read keeps no other one back: its trouble is thrown when the others were read.
 */
export async function pullUsage(asking: Asking, panel: OpenPanel, told: Told): Promise<ConnectionChange> {
  const { core } = asking.desk;
  const { usage: reader } = panel.connector;
  const now = core.clock.now();
  if (reader === null) return {};
  try {
    if (reader.kind === 'today') await readCounter(asking, { reader, zone: panel.zone, now }, told);
    else await readWindows(asking, { reader, zone: panel.zone, now }, told);
  } finally {
    core.changed('usage');
  }
  return { usageAt: now };
}

interface Reading<R> {
  readonly reader: R;
  readonly zone: string;
  readonly now: number;
}

type OfKind<K> = Extract<UsageReader, { readonly kind: K }>;

async function readWindows(asking: Asking, { reader, zone, now }: Reading<OfKind<'windows'> | OfKind<'days'>>, told: Told): Promise<void> {
  const { core } = asking.desk;
  const { packId } = asking.stored;
  const { heavy } = asking.desk;
  const windows = inOrder(await windowsToRead(core, core.db.read, { packId, reader, zone, now }), heavy.get(packId) ?? NONE);
  const failed = new Map<string, AppError>();
  let inARow = 0;
  const begun = core.clock.steady();
  told.report(0, windows.length);
  for (const [index, window] of windows.entries()) {
    asking.signal.throwIfAborted();
    if (told.longestMs !== null && core.clock.steady() - begun >= told.longestMs) break;
    const pages = reader.kind === 'days' ? reader.read(window.day, asking.signal) : reader.read({ from: window.start, to: window.end }, asking.signal);
    const trouble = await ofThisWindow(asking, () => readWindow(asking, { window, reader, pages }, told.tally));
    if (trouble !== null) failed.set(keyOf(window), trouble);
    inARow = trouble === null ? 0 : inARow + 1;
    told.report(index + 1, windows.length);
    if (inARow >= MOST_IN_A_ROW) break;
  }
  if (failed.size === 0) heavy.delete(packId);
  else heavy.set(packId, new Set(failed.keys()));
  for (const first of failed.values()) throw first;
}

/** More would fail the same way. */
const MOST_IN_A_ROW = 2;
const NONE: ReadonlySet<string> = new Set();

/** The trouble of one window; null = it was read. Throws what would happen to any other window as well. */
async function ofThisWindow({ signal }: Asking, read: () => Promise<void>): Promise<AppError | null> {
  try {
    await read();
    return null;
  } catch (error) {
    const only = error instanceof AppError && error.code !== 'panel_privilege_missing' && error.code.startsWith('panel_');
    if (signal.aborted || !only || reach('usage', error.code) !== 'part') throw error;
    return error;
  }
}

const keyOf = ({ grain, start }: WindowToRead): string => `${grain} ${start}`;

/** Hours in their order, then days from yesterday back. Those that could not be read the last time come after them: they are slow to fail. */
function inOrder(windows: readonly WindowToRead[], heavy: ReadonlySet<string>): WindowToRead[] {
  const days = windows.filter(({ grain }) => grain === 'day');
  const all = [...windows.filter(({ grain }) => grain === 'hour'), ...days.reverse()];
  return [...all.filter((window) => !heavy.has(keyOf(window))), ...all.filter((window) => heavy.has(keyOf(window)))];
}

interface OneWindow {
  readonly window: WindowToRead;
  readonly reader: UsageReader;
  readonly pages: AsyncGenerator<readonly PanelUsage[], void, void>;
}

async function readWindow({ desk: { core }, stored, signal }: Asking, { window, reader, pages }: OneWindow, tally: UsageTally): Promise<void> {
  const at = core.clock.now();
  let rowsInIt = 0;
  const of = { packId: stored.packId, grain: window.grain, start: window.start, definition: reader.definition, origin: 'panel', at } as const;
  for await (const page of pages) {
    for (const rows of slices(page, SLICE)) await core.db.write((tx) => takeUsage(core, tx, { ...of, rows }));
    rowsInIt += page.length;
    tally.rows += page.length;
    signal.throwIfAborted();
  }
  signal.throwIfAborted();
  const asks = rowsInIt === 0 && reader.kind === 'windows' ? reader.wasSilent : undefined;
  const silent = asks === undefined || (await asks({ from: window.start, to: window.end }, signal));
  const end: UsageReadEnd = { ...of, complete: window.complete, silentIsZero: reader.silentIsZero && silent };
  await core.db.write((tx) => endUsage(core, tx, end));
  tally.windows++;
}

async function readCounter(asking: Asking, { reader, zone, now }: Reading<OfKind<'today'>>, told: Told): Promise<void> {
  const { core } = asking.desk;
  const { packId } = asking.stored;
  const logins = await loginsOf(core.db.read, packId);
  const of = { packId, start: startOfDay(dateIn(now, zone), zone), definition: reader.definition, origin: 'panel' } as const;
  told.report(0, logins.length);
  let done = 0;
  for (const some of slices(logins, LOGINS)) {
    for await (const rows of reader.read(some, asking.signal)) {
      await core.db.write((tx) => takeCounter(core, tx, { ...of, rows, at: core.clock.now() }));
      told.tally.rows += rows.length;
      asking.signal.throwIfAborted();
    }
    done += some.length;
    told.report(done, logins.length);
    asking.signal.throwIfAborted();
  }
  told.tally.windows++;
  await core.db.write((tx) => endUsage(core, tx, { ...of, grain: 'day', at: core.clock.now(), complete: false, silentIsZero: reader.silentIsZero }));
}

function* slices<T>(all: readonly T[], size: number): Generator<readonly T[], void, void> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}
