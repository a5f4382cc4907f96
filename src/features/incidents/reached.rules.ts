import type { LetterState } from '../../contract/letters.ts';
import type { OutboxState, Transport } from '../../contract/outbox.ts';

/** As its message stands: what waits is queued, and what came back did not arrive. */
const AS_MESSAGE: Readonly<Record<Exclude<OutboxState, 'sent'>, LetterState>> = {
  queued: 'queued',
  deferred: 'queued',
  sending: 'queued',
  failed: 'failed',
  bounced: 'failed',
  uncertain: 'uncertain',
  cancelled: 'withdrawn',
};

/** What it means that its message left: only a real server hands it to anybody. */
const BY_TRANSPORT = { smtp: 'sent', practice: 'practised', draft: 'prepared' } as const satisfies Record<Transport, LetterState>;

/** How a letter stands by its message; `by` = what that message was given to. */
export function stateByMessage(state: OutboxState, by: Transport): LetterState {
  return state === 'sent' ? BY_TRANSPORT[by] : AS_MESSAGE[state];
}

/**
 * Whether a letter leaves everything as it was: it was taken back or did not arrive, or it was practised and letters leave otherwise now (`transport`). A draft may have
 * been sent by whoever opened it.
 */
export function reachedNobody(state: LetterState, transport: Transport): boolean {
  return state === 'withdrawn' || state === 'failed' || (state === 'practised' && transport !== 'practice');
}

/** What has not left, or of which nobody knows whether it did. */
const NOT_YET: readonly LetterState[] = ['ready', 'queued', 'uncertain'];

/** Whether its reader may be said to have a letter, by the same measure; in practice, what was practised counts. */
export function hasLeft(state: LetterState, transport: Transport): boolean {
  return !reachedNobody(state, transport) && !NOT_YET.includes(state);
}
