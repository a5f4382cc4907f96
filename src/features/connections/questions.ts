import type { z } from 'zod';
import type { Connection, PullResult } from '../../contract/connections.ts';
import { fail } from '../../contract/fail.ts';
import { AppError } from '../../shared/app-error.ts';
import type { AskPanel } from '../hooks.ts';
import { type Asking, ask, type PanelTrouble, type Report, troubleOf } from './ask.ts';
import { listConnections, type StoredConnection } from './connection.repo.ts';
import { connectionViews, troubleView } from './connection.view.ts';
import { type Followed, followed } from './followed.ts';
import { type Desk, openPanel, requireConnection } from './panels.ts';
import { probePanel } from './probe.ts';
import { EVERYTHING, pull } from './pull.ts';

type View = z.input<typeof Connection>;
type Result = z.input<typeof PullResult>;

/** Runs `work` when it is the turn of a pack, with the connection as it is then. Throws `pack_not_found`, `connection_not_found`, `cancelled`. */
async function inTurn<T>(
  desk: Desk,
  packId: string,
  { signal, work }: { readonly signal: AbortSignal; readonly work: (asking: Asking) => Promise<T> },
): Promise<T> {
  const turn = await desk.turns.take(packId, signal);
  try {
    return await work({ desk, stored: await requireConnection(desk.core, packId), signal: turn.signal });
  } finally {
    turn.release();
  }
}

/** Throws the trouble, as a caller who asked for one thing is told it. */
function thrown({ code, params }: PanelTrouble): AppError {
  return new AppError(code, params);
}

/** Tries a connection. After a refused login this is what begins again. Throws the trouble. */
export async function* probe(desk: Desk, packId: string, outer: AbortSignal | undefined) {
  await requireConnection(desk.core, packId);
  const work: Followed<View> = (report, signal) =>
    inTurn(desk, packId, {
      signal,
      work: async (asking) => {
        const trouble = await tried(asking, report);
        if (trouble !== null) throw thrown(trouble);
        return await view(desk, packId);
      },
    });
  yield* followed(work, outer);
}

async function tried(asking: Asking, report: Report): Promise<PanelTrouble | null> {
  try {
    return await probePanel(asking, await openPanel(asking.desk, asking.stored, asking.signal), report);
  } catch (error) {
    if (asking.signal.aborted || !(error instanceof AppError)) throw error;
    // It could not even be opened.
    return await ask(asking, 'probe', () => Promise.reject(error));
  }
}

async function view(desk: Desk, packId: string): Promise<View> {
  const [shown] = await connectionViews(desk.core, [await requireConnection(desk.core, packId)]);
  if (shown === undefined) throw fail('connection_not_found', {});
  return shown;
}

/** Reads one panel, or all side by side. One that refused the login is not asked before a person tried it. */
export async function* pullNow(desk: Desk, packId: string | undefined, outer: AbortSignal | undefined) {
  const all = packId === undefined ? await listConnections(desk.core.db.read) : [await requireConnection(desk.core, packId)];
  const work: Followed<{ packs: Result[] }> = async (report, signal) => {
    let done = 0;
    const several = all.length > 1;
    const one = async (stored: StoredConnection): Promise<Result> => {
      if (!several) return await pullOne(desk, stored, { signal, report });
      const result = await pullAmong(desk, stored, signal);
      done++;
      report({ phase: 'hosts_read', done, total: all.length });
      return result;
    };
    if (several) report({ phase: 'hosts_read', done, total: all.length });
    return { packs: await allOrNone(all.map(one)) };
  };
  yield* followed(work, outer);
}

/** Reads one panel of several: that it was given up, set otherwise, taken away or failed in a way nobody expected says nothing of the others. */
async function pullAmong(desk: Desk, stored: StoredConnection, signal: AbortSignal): Promise<Result> {
  try {
    return await pullOne(desk, stored, { signal, report: () => {} });
  } catch (error) {
    if (signal.aborted) throw error;
    const trouble = troubleOf(desk, error, { packId: stored.packId });
    return untouched({ ...stored, trouble: { ...trouble, since: desk.core.clock.now() } });
  }
}

/** Every pull ends before it is told that it was given up. */
async function allOrNone<T>(work: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work);
  return await Promise.all(work);
}

async function pullOne(desk: Desk, stored: StoredConnection, { signal, report }: { readonly signal: AbortSignal; readonly report: Report }): Promise<Result> {
  if (stored.state === 'refused') return untouched(stored);
  return await inTurn(desk, stored.packId, {
    signal,
    work: async (asking) => (asking.stored.state === 'refused' ? untouched(asking.stored) : await pull(asking, EVERYTHING, report)),
  });
}

function untouched({ packId, packName, trouble }: StoredConnection): Result {
  return { packId, packName, accounts: null, usage: null, flips: 0, alerts: 0, trouble: troubleView(trouble) };
}

/** The way to a panel for other features: in turn, and a refused login is noted whoever met it. */
export function askPanel(desk: Desk): AskPanel {
  return async function* (packId, outer, work) {
    await requireConnection(desk.core, packId);
    const turn = await desk.turns.take(packId, outer);
    try {
      const stored = await requireConnection(desk.core, packId);
      if (stored.state === 'refused') throw stored.trouble === null ? fail('panel_auth_refused', { status: 0 }) : thrown(stored.trouble);
      const panel = await openPanel(desk, stored, turn.signal);
      try {
        yield* work(panel);
      } catch (error) {
        if (turn.signal.aborted) throw fail('cancelled', {});
        if (error instanceof AppError && error.code === 'panel_auth_refused')
          await ask({ desk, stored, signal: turn.signal }, 'usage', () => Promise.reject(error));
        throw error;
      }
    } finally {
      turn.release();
    }
  };
}
