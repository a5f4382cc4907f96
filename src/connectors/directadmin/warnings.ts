import { z } from 'zod';
import { name, refused, shaped, unreadable, words } from '../answers.ts';
import type { PanelWarning } from '../connector.ts';
import { isMailingWarning } from '../mass-mailing.ts';
import type { Calls } from './calls.ts';

export const MESSAGES = '/api/messages/list';
/** The same before it was renamed. */
const OLDER_MESSAGES = '/api/messages';

const MESSAGES_A_PAGE = 200;
/** Older ones were seen before, or are of no use any more. */
const MOST_PAGES = 5;
const LONGEST_TEXT = 4000;

const Message = z.object({ id: z.unknown(), subject: z.unknown(), message: z.unknown(), timestamp: z.unknown() }).partial();
/** An empty list comes as null. */
const Messages = z.union([z.array(Message), z.null().transform(() => []), z.object({ messages: z.array(Message) }).transform(({ messages }) => messages)]);

/** Warnings in a list of messages, newest first. Throws `panel_unreadable`. */
export function warningsIn(value: unknown): { readonly warnings: readonly PanelWarning[]; readonly messages: number } {
  const messages = shaped(MESSAGES, Messages, value).map((message) => {
    const at = timeOf(message.timestamp);
    const id = name(message.id);
    if (id === '' || at === null) throw unreadable(MESSAGES, 'a message without id or time');
    return { id, at, subject: words(message.subject), text: words(message.message, LONGEST_TEXT) };
  });
  const warnings = messages.filter(({ subject, text }) => isMailingWarning(subject, text)).sort((a, b) => b.at - a.at);
  return { warnings, messages: messages.length };
}

function timeOf(value: unknown): number | null {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

/** Reads the list and never a single message, which would mark it as read. Throws the `panel_…` errors. */
export async function* readWarnings(calls: Calls, signal: AbortSignal | undefined): AsyncGenerator<readonly PanelWarning[], void, void> {
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const value = await messagesAt(calls, page * MESSAGES_A_PAGE, signal);
    if (value === undefined) throw refused(MESSAGES, 'HTTP 404');
    const { warnings, messages } = warningsIn(value);
    yield warnings;
    if (messages < MESSAGES_A_PAGE) return;
  }
}

/** undefined = this server has no such call. */
export async function messagesAt(calls: Calls, offset: number, signal: AbortSignal | undefined): Promise<unknown> {
  const query = { limit: String(MESSAGES_A_PAGE), offset: String(offset) };
  return await calls.firstOf([MESSAGES, OLDER_MESSAGES], { query, signal });
}
