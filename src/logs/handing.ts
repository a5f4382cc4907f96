import * as m from './messages.ts';
import type { Stretch } from './stretch.ts';

const NAMES = [m.LOGIN, m.USER, m.PANEL_USER, m.PANEL_DOMAIN, m.SCRIPT, m.SENDER, m.SUBJECT] as const;
const LINES = [m.TRACE_LINES, m.TRACE_LINES + 1, m.TRACE_LINES + 2, m.TRACE_LINES + 3] as const;

/**
 * Makes a message that a filter handed in again its sender's: it counts where its recipients end, and the one it was made of counts as the message. Where the sender
 * may have been told before the stretch, that is done when the stretches are put together.
 */
export function handOn({ messages, handed }: Stretch, parent: number, child: number): void {
  const { data } = messages;
  const [from, to] = [parent * m.MESSAGE_WIDTH, child * m.MESSAGE_WIDTH];
  m.flag(messages, child, m.BY_FILTER);
  m.flag(messages, parent, m.PASSED_ON);
  inherit(data.subarray(from, from + m.MESSAGE_WIDTH), data, to);
  const flags = data[from + m.FLAGS] ?? 0;
  if ((flags & m.BEGAN) === 0 && ((flags & m.HELD) !== 0 || (flags & m.ARRIVED) === 0)) handed.set(child, parent);
}

/** What is not known of the message at `to` in `data` is taken from the columns of another. */
export function inherit(parent: Int32Array, data: Int32Array, to: number): void {
  for (const columns of [NAMES, LINES]) for (const column of columns) if (data[to + column] === 0) data[to + column] = parent[column] ?? 0;
  data[to + m.OWNER] = 0;
}
