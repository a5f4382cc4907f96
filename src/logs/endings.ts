import type { Entries } from './entries.ts';
import { BY_SYSTEM, type MessageRef } from './intake.ts';
import * as m from './messages.ts';
import type { Settling } from './settling.ts';
import type { Stretch } from './stretch.ts';

/** Ends messages: counts those of which everything is known, and keeps the others for what came before the stretch. */
export class Endings {
  readonly #stretch: Stretch;
  readonly #entries: Entries;
  readonly #settling: Settling;

  constructor(stretch: Stretch, entries: Entries, settling: Settling) {
    this.#stretch = stretch;
    this.#entries = entries;
    this.#settling = settling;
  }

  complete(message: MessageRef): void {
    const { messages, ended } = this.#stretch;
    m.closeMessage(messages, message);
    this.#entries.forget(message);
    if (this.#mustWait(message)) {
      m.flag(messages, message, m.COMPLETED);
      ended.push(message);
      return;
    }
    this.#settling.settle(message, false);
    m.freeMessage(messages, message);
  }

  /** The id is in use again, unless nothing was told of it yet: what had it before is over, though nothing said so. */
  begin(message: MessageRef): void {
    const { messages, ended } = this.#stretch;
    const at = message * m.MESSAGE_WIDTH;
    const told = (messages.data[at + m.FLAGS] ?? 0) & ~(m.IN_USE | m.HELD);
    if (told === 0 && messages.data[at + m.ENTRY_COUNT] === 0) return;
    this.#entries.forget(message);
    if (this.#mustWait(message)) ended.push(m.moveAway(messages, message));
    else {
      this.#settling.settle(message, false);
      m.clearMessage(messages, message);
    }
  }

  /** Whether what came before the stretch may say more of it. */
  #mustWait(message: MessageRef): boolean {
    const { messages, handed } = this.#stretch;
    const flags = messages.data[message * m.MESSAGE_WIDTH + m.FLAGS] ?? 0;
    if ((flags & m.HELD) !== 0 || ((flags & m.BY_FILTER) !== 0 && handed.has(message))) return true;
    return (flags & (m.BEGAN | m.ARRIVED)) === 0 && messages.data[message * m.MESSAGE_WIDTH + m.ORIGIN] !== BY_SYSTEM;
  }
}
