import type { Lifter } from '../../shared/panels.ts';
import { name, words } from '../answers.ts';
import { localTime } from '../local-time.ts';
import type { Calls } from './calls.ts';
import { type Row, rowsOf, textOf } from './doc.ts';

/** When an account was suspended, and who did. */
export interface Suspension {
  readonly at: number | null;
  /** Login of whoever did; '' = not told. */
  readonly by: string;
}

const UNKNOWN: Suspension = { at: null, by: '' };
const WHEN = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)$/;
const STOPPED = /suspend|disabl|stop|\boff\b|выключ|останов|приостан/i;
const RESUMED = /resum|enabl|start|\bon\b|unsuspend|включ|возобнов/i;

/** What the history of an account says of its suspension. Its other columns, an address among them, are not read. Throws the `panel_…` errors. */
export async function readSuspension(calls: Calls, login: string, signal: AbortSignal | undefined): Promise<Suspension> {
  const doc = await calls.ask('user.history', { elid: login }, signal);
  return suspensionIn(rowsOf(doc), calls.access.zone);
}

/** The last suspension in a history, unless what came last is that it was lifted. Rows come in no order. */
export function suspensionIn(rows: readonly Row[], zone: string): Suspension {
  const changes = rows.flatMap((row) => {
    const at = whenOf(textOf(row['changedate']), zone);
    const action = textOf(row['action']);
    const said = words(`${action} ${textOf(row['desc'])}`);
    const kind = kindOf(action) ?? kindOf(said);
    return at === null || kind === null ? [] : [{ at, kind, by: name(textOf(row['user'])) }];
  });
  const last = changes.sort((a, b) => b.at - a.at)[0];
  return last?.kind === 'stopped' ? { at: last.at, by: last.by } : UNKNOWN;
}

function kindOf(words: string): 'stopped' | 'resumed' | null {
  if (/unsuspend/i.test(words)) return 'resumed';
  return STOPPED.test(words) ? 'stopped' : RESUMED.test(words) ? 'resumed' : null;
}

/** Times are of the panel's clock. */
function whenOf(text: string, zone: string): number | null {
  const [, date, time] = WHEN.exec(text.trim()) ?? [];
  return localTime(date, time, zone);
}

/** Who may lift what was suspended by this login. */
export function lifterOf({ by }: Suspension, reseller: string, login: string): Lifter {
  if (by === '') return 'unknown';
  return by === reseller ? 'reseller' : by === login ? 'client' : 'host';
}
