import { z } from 'zod';
import { epoch, name, refused, shaped, unreadable, words } from '../answers.ts';
import type { PanelWarning } from '../connector.ts';
import { isMailingWarning, readMassMailing } from '../mass-mailing.ts';
import type { Calls } from './calls.ts';

export const MESSAGES = '/api/messages/list';
/** The same before it was renamed. */
const OLDER_MESSAGES = '/api/messages';

const MESSAGES_A_PAGE = 200;
/** Older ones were seen before, or are of no use any more. */
const MOST_PAGES = 5;
/** Where the oldest come first, the newest are behind all others. */
const MOST_PAGES_BACKWARDS = 100;
const LONGEST_TEXT = 4000;

const Message = z.object({ id: z.unknown(), subject: z.unknown(), message: z.unknown(), timestamp: z.unknown() }).partial();
/** An empty list comes as null. */
const Messages = z.union([z.array(Message), z.null().transform(() => []), z.object({ messages: z.array(Message) }).transform(({ messages }) => messages)]);

/** Warnings in a list of messages, newest first, and whether the server puts its oldest message first. Throws `panel_unreadable`. */
export function warningsIn(value: unknown): { readonly warnings: readonly PanelWarning[]; readonly messages: number; readonly backwards: boolean } {
  const messages = shaped(MESSAGES, Messages, value).map((message) => {
    const at = timeOf(message.timestamp);
    const id = name(message.id);
    if (id === '' || at === null) throw unreadable(MESSAGES, 'a message without id or time');
    const [subject, text] = [words(message.subject), words(message.message, LONGEST_TEXT)];
    return { id, at, subject, text, ...readMassMailing({ subject, text, from: '' }) };
  });
  const warnings = messages.filter(({ subject, text }) => isMailingWarning(subject, text)).sort((a, b) => b.at - a.at);
  return { warnings, messages: messages.length, backwards: (messages[0]?.at ?? 0) < (messages.at(-1)?.at ?? 0) };
}

/** ISO text as the panel's documents have it, or epoch seconds. */
function timeOf(value: unknown): number | null {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return epoch(value) ?? (Number.isNaN(at) ? null : at);
}

/** Reads the list and never a single message, which would mark it as read; newest first, in whatever order the server has them. Throws the `panel_…` errors. */
export async function* readWarnings(calls: Calls, signal: AbortSignal | undefined): AsyncGenerator<readonly PanelWarning[], void, void> {
  const behind: (readonly PanelWarning[])[] = [];
  for (let page = 0; page < (behind.length > 0 ? MOST_PAGES_BACKWARDS : MOST_PAGES); page += 1) {
    const value = await messagesAt(calls, page * MESSAGES_A_PAGE, signal);
    if (value === undefined) throw refused(MESSAGES, 'HTTP 404');
    const { warnings, messages, backwards } = warningsIn(value);
    const isLast = messages < MESSAGES_A_PAGE;
    if (behind.length > 0 || (backwards && !isLast)) behind.unshift(warnings);
    else yield warnings;
    if (isLast) break;
  }
  yield* behind.slice(0, MOST_PAGES);
}

/** undefined = this server has no such call. */
export async function messagesAt(calls: Calls, offset: number, signal: AbortSignal | undefined): Promise<unknown> {
  const query = { limit: String(MESSAGES_A_PAGE), offset: String(offset) };
  return await calls.firstOf([MESSAGES, OLDER_MESSAGES], { query, signal });
}
