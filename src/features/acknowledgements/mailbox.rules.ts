import type { ImapSettings } from '../../contract/acknowledgements.ts';
import { fail } from '../../contract/fail.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/durations.ts';
import { isLoopback } from '../../shared/loopback.ts';

/** A change as the contract takes it: what is left out, or undefined, stays. */
export type MailboxChange = { readonly [K in keyof ImapSettings]?: ImapSettings[K] | undefined };

/** The settings after a change. Throws `invalid_input` (with the path) and, for looking by itself into nothing, `imap_not_set`. */
export function changedMailbox(current: ImapSettings, change: MailboxChange): ImapSettings {
  const next = {
    host: change.host ?? current.host,
    port: change.port ?? current.port,
    security: change.security ?? current.security,
    user: change.user ?? current.user,
    folder: (change.folder ?? current.folder) || 'INBOX',
    everyMinutes: change.everyMinutes === undefined ? current.everyMinutes : change.everyMinutes,
  };
  // A pasted URL, or a port behind the name, would only fail later with a puzzling answer.
  if (!/^(\[[\da-f:]+\]|[\da-f]*:[\da-f:]+|[^\s/@:]*)$/i.test(next.host)) throw fail('invalid_input', { path: 'host' });
  if (next.security === 'none' && next.host !== '' && !isLoopback(next.host)) throw fail('invalid_input', { path: 'security' });
  if (next.everyMinutes !== null && (next.host === '' || next.user === '')) throw fail('imap_not_set', {});
  return next;
}

/** What changed when the server or the login did: what was wrong before may be right now. */
export function isOtherAccount(before: ImapSettings, after: ImapSettings): boolean {
  return JSON.stringify({ ...before, everyMinutes: null }) !== JSON.stringify({ ...after, everyMinutes: null });
}

/** Milliseconds until the next look by itself: longer after each failure, at most six hours unless the user asked for rarer looks. */
export function pauseMs(everyMinutes: number, failures: number): number {
  const every = everyMinutes * MINUTE_MS;
  return Math.min(every * 2 ** Math.min(failures, 10), Math.max(every, 6 * HOUR_MS));
}

/**
 * True when a message that could not be delivered would surely come back into this folder: bounces go to the return path of a message, and
 * arrive in the inbox of that address. In doubt it is not.
 */
export function wouldReceiveBounces({ user, folder }: Pick<ImapSettings, 'user' | 'folder'>, returnPathKey: string): boolean {
  return folder.toUpperCase() === 'INBOX' && user.includes('@') && user.trim().toLowerCase() === returnPathKey;
}
