import type { StoredState } from './connection.repo.ts';
import type { Poll, PollKind } from './polls.repo.ts';

type Trouble = NonNullable<Poll['trouble']>;

/** Nothing can be asked of this server now, whatever the question. */
const UNREACHABLE: readonly string[] = [
  'panel_unreachable',
  'panel_tls_failed',
  'panel_busy',
  'panel_secret_missing',
  'secret_store_unavailable',
  'pack_not_found',
  'connection_not_found',
];
/** After these at the first question, the next ones would meet the same. */
const DOUBTFUL: readonly string[] = ['panel_timeout', 'panel_not_an_api'];

/** What a trouble means for the questions that would follow: `refused` nobody asks again by himself, `server` none now, `part` only this one fails. */
export function reach(kind: PollKind, code: string): 'refused' | 'server' | 'part' {
  if (code === 'panel_auth_refused') return 'refused';
  if (UNREACHABLE.includes(code)) return 'server';
  if (kind === 'probe') return 'server';
  return kind === 'accounts' && DOUBTFUL.includes(code) ? 'server' : 'part';
}

/** A privilege for figures or warnings that lacks is no failure: the rest is read, and what lacks is said where it lacks. */
function isLack(kind: PollKind, code: string): boolean {
  return kind !== 'accounts' && kind !== 'probe' && code === 'panel_privilege_missing';
}

/**
 * How a connection stands after the last question of each kind, given the newest first. Whether the server can be reached is said by the newest alone; any other
 * trouble lasts until the same question is answered.
 */
export function standing(polls: readonly Poll[]): { readonly state: StoredState; readonly trouble: Trouble | null; readonly unreachable: boolean } {
  const counted = polls.filter(({ outcome }) => outcome !== 'cancelled');
  const troubles = counted.map(({ kind, outcome, trouble }) =>
    outcome === 'failed' && trouble !== null && !isLack(kind, trouble.code) ? { trouble, reach: reach(kind, trouble.code) } : null,
  );
  const [newest = null] = troubles;
  if (newest?.reach === 'refused') return { state: 'refused', trouble: newest.trouble, unreachable: false };
  if (newest?.reach === 'server') return { state: 'failing', trouble: newest.trouble, unreachable: true };
  const part = troubles.find((each) => each?.reach === 'part') ?? null;
  return { state: part === null ? 'ok' : 'failing', trouble: part?.trouble ?? null, unreachable: false };
}
