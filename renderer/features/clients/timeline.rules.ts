import type { ClientCard } from '../../../src/contract/clients.ts';

type Entry = ClientCard['timeline'][number];

/** Events with words of somebody: why he did it, or what the mail server answered. */
const WITH_WORDS: readonly Entry['event'][] = [
  'hold_begun',
  'suppression_lifted',
  'notice_sent',
  'notice_failed',
  'reminder_sent',
  'reminder_failed',
  'letter_sent',
  'letter_failed',
  'host_state',
];

/** What was said with an event; empty where nothing was, so that no sentence ends in a colon. */
export function saidWith({ event, params }: Pick<Entry, 'event' | 'params'>): string {
  return WITH_WORDS.includes(event) ? String(params['reason'] ?? params['reply'] ?? '') : '';
}

/** Whether a reminder was taken out of the outbox by itself, since all accounts it was about had been closed. */
export function isWithoutAccount({ event, params }: Pick<Entry, 'event' | 'params'>): boolean {
  return event === 'reminder_cancelled' && params['because'] === 'no_account';
}
