import type { WriteDb } from '../../db/db.ts';
import { type ConnectionChange, findConnection, isCurrent, noteConnection, type StoredConnection } from './connection.repo.ts';
import { type Desk, unconnected } from './panels.ts';
import { addPoll, type Poll, PollKind, pollHistory } from './polls.repo.ts';
import { dueAt, type Part, spread, waitAfter } from './schedule.rules.ts';
import { standing } from './trouble.rules.ts';

/** What is asked of a panel by itself, and when it is due. */
export interface Parts {
  readonly accounts: Part;
  /** null: this panel has none. */
  readonly usage: Part | null;
  readonly warnings: Part | null;
}

/** What is known of the questions to one panel. */
export async function readParts(desk: Desk, db: WriteDb | Desk['core']['db']['read'], stored: StoredConnection): Promise<Parts> {
  const { usage, warnings } = unconnected(desk.kinds[stored.kind]);
  const part = async (kind: 'accounts' | 'usage' | 'warnings', everyMinutes: number): Promise<Part> => {
    const history = await pollHistory(db, stored.packId, kind);
    const seed = desk.core.hasher.sha256(`${stored.packId} ${kind} ${history.last?.at ?? 0}`);
    return { history, everyMinutes, spread: spread(seed), probedAt: stored.probedAt };
  };
  return {
    accounts: await part('accounts', stored.accountsMinutes),
    usage: usage === null ? null : await part('usage', stored.usageMinutes),
    warnings: warnings === null ? null : await part('warnings', stored.accountsMinutes),
  };
}

/**
 * Writes down what came of a question, and where the connection stands since. Nothing is noted, and false is answered, when it was set otherwise or taken away
 * meanwhile. `found` is what was learned beside that.
 */
export async function notePoll(desk: Desk, tx: WriteDb, { stored, poll, found = {} }: Noted): Promise<boolean> {
  if (!(await isCurrent(tx, stored))) return false;
  if (Object.keys(found).length > 0) await noteConnection(tx, stored, found);
  await addPoll(tx, stored.packId, poll);
  const now = await findConnection(tx, stored.packId);
  if (now === undefined) return false;
  const change = await stands(desk, tx, { now, poll });
  if (Object.keys(change).length > 0) await noteConnection(tx, stored, change);
  return true;
}

export interface Noted {
  /** As it was when the question was asked. */
  readonly stored: StoredConnection;
  readonly poll: Poll;
  readonly found?: ConnectionChange;
}

async function stands(desk: Desk, tx: WriteDb, { now, poll }: { readonly now: StoredConnection; readonly poll: Poll }): Promise<ConnectionChange> {
  // Given up by the person or with the program: that says nothing of the panel.
  if (poll.outcome === 'cancelled') return now.failures > 0 ? {} : { nextAt: await nextAt(desk, tx, now) };
  const histories = await Promise.all(PollKind.options.map((kind) => pollHistory(tx, now.packId, kind)));
  const others = histories.flatMap(({ last }) => (last === null || last.kind === poll.kind ? [] : [last])).sort((a, b) => b.at - a.at);
  const { state, trouble, unreachable } = standing([poll, ...others]);
  const failures = unreachable ? now.failures + 1 : 0;
  const since = trouble !== null && now.trouble?.code === trouble.code ? now.trouble.since : poll.at;
  const stand = { state, trouble: trouble === null ? null : { ...trouble, since }, failures };
  if (state === 'refused') return { ...stand, nextAt: null };
  const busy = trouble?.code === 'panel_busy' ? Number(trouble.params['seconds'] ?? 0) : 0;
  return { ...stand, nextAt: unreachable ? poll.at + poll.ms + waitAfter(failures, busy) : await nextAt(desk, tx, now) };
}

/** When the next question is due; null while nobody tried the connection. */
async function nextAt(desk: Desk, tx: WriteDb, stored: StoredConnection): Promise<number | null> {
  if (stored.probedAt === null) return null;
  const parts = await readParts(desk, tx, stored);
  return Math.min(...[parts.accounts, parts.usage, parts.warnings].flatMap((part) => (part === null ? [] : [dueAt(part)])));
}

/** Works out anew when the next question is due, after the schedule was changed. */
export async function noteSchedule(desk: Desk, tx: WriteDb, stored: StoredConnection): Promise<void> {
  const waits = stored.state === 'refused' || stored.failures > 0;
  if (!waits) await noteConnection(tx, stored, { nextAt: await nextAt(desk, tx, stored) });
}
