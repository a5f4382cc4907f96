import { BY_FORWARDER, eachEntry, FORWARD, HAS_FAILED, IS_DONE, IS_HERE, RECIPIENT } from './entries.ts';
import { DISCARDED } from './intake.ts';
import * as m from './messages.ts';

/** What was still open when the lifetime of a message was over has failed, or stayed on this server as its filter threw it away. `at`: place of the message. */
export function expire({ data, entries }: m.Messages, at: number): void {
  for (let entry = data[at + m.FIRST_ENTRY] ?? 0; entry > 0; entry = entries[(entry - 1) * m.ENTRY_WIDTH + m.NEXT] ?? 0) {
    const place = (entry - 1) * m.ENTRY_WIDTH;
    const state = entries[place + m.STATE] ?? 0;
    if (entries[place + m.KIND] !== RECIPIENT || (state & (IS_DONE | IS_HERE)) !== 0) continue;
    if (data[at + m.EXPIRED_REPLY] === DISCARDED) {
      entries[place + m.STATE] = state | IS_HERE;
      continue;
    }
    entries[place + m.STATE] = state | HAS_FAILED;
    entries[place + m.DONE_AT] = data[at + m.EXPIRED_AT] ?? 0;
    entries[place + m.REPLY] = data[at + m.EXPIRED_REPLY] ?? 0;
  }
}

/** How many recipients of a message were announced and never named. */
export function unnamedOf({ data, entries }: m.Messages, at: number): number {
  let unnamed = data[at + m.EXPECTED] ?? 0;
  if (unnamed === 0) return 0;
  for (let entry = data[at + m.FIRST_ENTRY] ?? 0; entry > 0; entry = entries[(entry - 1) * m.ENTRY_WIDTH + m.NEXT] ?? 0) {
    const place = (entry - 1) * m.ENTRY_WIDTH;
    const kind = entries[place + m.KIND];
    if (kind === FORWARD || (kind === RECIPIENT && ((entries[place + m.STATE] ?? 0) & BY_FORWARDER) === 0)) unnamed -= 1;
  }
  return unnamed;
}

/** When anything was heard of a message whose arrival was not seen; 0 = never. */
export function heardOf(messages: m.Messages, message: number): number {
  let first = Number.POSITIVE_INFINITY;
  eachEntry(messages, message, (place, entries) => {
    for (const column of [m.DONE_AT, m.DEFER_AT]) if (entries[place + column] !== 0) first = Math.min(first, (entries[place + column] ?? 0) >>> 0);
  });
  return Number.isFinite(first) ? first : 0;
}
