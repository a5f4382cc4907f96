import type { Progress } from '../../contract/common.ts';
import { fail } from '../../contract/fail.ts';
import { AppError, type ErrorParams } from '../../shared/app-error.ts';
import { judgePack } from '../statuses/index.ts';
import type { ConnectionChange, StoredConnection } from './connection.repo.ts';
import { judgeApart } from './judge-apart.ts';
import { notePoll } from './note.ts';
import type { Desk } from './panels.ts';
import type { PollKind } from './polls.repo.ts';
import { reach } from './trouble.rules.ts';

/** Who asks what: everything a question needs beside itself. */
export interface Asking {
  readonly desk: Desk;
  readonly stored: StoredConnection;
  readonly signal: AbortSignal;
}

/** Tells how far the work is. */
export type Report = (progress: Omit<Progress, 'kind'>) => void;

/** How far a question came. */
export interface Tally {
  rows: number;
}

export type PanelTrouble = { readonly code: string; readonly params: ErrorParams };

/** The trouble an error is. One that nobody expected is logged, and known by the number under which it stands there. */
export function troubleOf({ core }: Desk, error: unknown, values: Readonly<Record<string, string>>): PanelTrouble {
  if (error instanceof AppError) return { code: error.code, params: error.params };
  const correlationId = core.ids.next();
  core.logger.error('panel_question_failed', error, { ...values, correlationId });
  return { code: 'internal', params: { correlationId } };
}

/**
 * Asks one thing, and writes down what came of it. Resolves with the trouble instead of throwing it; throws `cancelled` when it was given up, and when the
 * connection was set otherwise meanwhile.
 */
export async function ask(
  { desk, stored, signal }: Asking,
  kind: PollKind,
  work: (tally: Tally) => Promise<ConnectionChange | undefined>,
): Promise<PanelTrouble | null> {
  const { db, clock } = desk.core;
  const [at, begun] = [clock.now(), clock.steady()];
  const tally: Tally = { rows: 0 };
  const over = (outcome: 'ok' | 'failed' | 'cancelled', trouble: PanelTrouble | null) => ({
    ...{ kind, at, outcome, trouble, rows: tally.rows },
    ms: Math.max(0, Math.round(clock.steady() - begun)),
  });
  try {
    const found = await work(tally);
    if (signal.aborted) throw fail('cancelled', {});
    await db.write((tx) => notePoll(desk, tx, { stored, poll: over('ok', null), ...(found === undefined ? {} : { found }) }));
    return null;
  } catch (error) {
    if (signal.aborted) {
      await db.write((tx) => notePoll(desk, tx, { stored, poll: over('cancelled', null) }));
      throw fail('cancelled', {});
    }
    const trouble = troubleOf(desk, error, { packId: stored.packId, kind });
    const noted = await db.write((tx) => notePoll(desk, tx, { stored, poll: over('failed', trouble) }));
    if (noted && reach(kind, trouble.code) === 'refused') await judgeRefusal(desk, stored);
    return trouble;
  } finally {
    desk.core.changed('connections', 'alerts');
  }
}

/** A login that is refused may be a pack that was suspended. */
async function judgeRefusal({ core }: Desk, { packId }: StoredConnection): Promise<void> {
  await judgeApart(core, packId, async (tx, at) => {
    await judgePack(core, tx, { packId, at, loginRefused: true, resellerSuspended: null });
  });
}
