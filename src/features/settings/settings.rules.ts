import type { z } from 'zod';
import { fail } from '../../contract/fail.ts';
import { Settings } from '../../contract/settings.ts';
import { isLoopback } from '../../shared/loopback.ts';

/** What the database keeps: everything but the password. */
export const StoredSettings = Settings.omit({ smtpPassword: true });
export type StoredSettings = z.infer<typeof StoredSettings>;

export type SettingKey = keyof StoredSettings;
export const SETTING_KEYS = StoredSettings.keyof().options;

/** What holds until the user chooses: practising, ten messages a minute (the example pace of rule 001). */
export const DEFAULT_SETTINGS: StoredSettings = {
  language: null,
  theme: 'system',
  author: '',
  sender: { resellerName: '', fromName: '', fromAddress: '', supportAddress: '', bounceAddress: '' },
  transport: 'practice',
  smtp: { host: '', port: 465, security: 'tls', user: '' },
  ownPace: { count: 10, seconds: 60 },
  onboarding: 'open',
};

/** The sender as it is used: who left the name or the address for questions empty means his company and the sending address. */
export function senderInForce(sender: StoredSettings['sender']): StoredSettings['sender'] {
  return { ...sender, fromName: sender.fromName || sender.resellerName, supportAddress: sender.supportAddress || sender.fromAddress };
}

/** Who works here: his own name; who left it empty is known by the name his mails carry. Empty while there is none either. */
export function authorOf({ author, sender }: Pick<StoredSettings, 'author' | 'sender'>): string {
  return author.trim() || senderInForce(sender).fromName.trim();
}

/** True when notices can be signed and sent: a company and an address to send from. */
export function isSenderComplete(sender: StoredSettings['sender']): boolean {
  return sender.resellerName !== '' && sender.fromAddress !== '';
}

/** A change as the contract takes it: what is left out, or undefined, stays. */
export type SettingsChange = {
  readonly [K in SettingKey]?: (K extends 'sender' | 'smtp' ? Partialised<StoredSettings[K]> : StoredSettings[K]) | undefined;
};
type Partialised<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** The settings after a change. Throws `invalid_input` (with the path), `smtp_not_set` and `sender_not_set`. */
export function changedSettings(current: StoredSettings, change: SettingsChange): StoredSettings {
  const next = StoredSettings.parse({
    ...current,
    ...given(change),
    sender: { ...current.sender, ...given(change.sender ?? {}) },
    smtp: { ...current.smtp, ...given(change.smtp ?? {}) },
  });
  refuseUnusable(next);
  return next;
}

function given(change: object): object {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

const ADDRESS = /^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/;

/** An address, or the pattern of addresses: one `*` in the part before the @. */
function isReturnAddress(value: string): boolean {
  const [local = '', domain = ''] = value.split('@');
  return ADDRESS.test(value) && local.split('*').length <= 2 && !domain.includes('*');
}

function refuseUnusable({ sender, smtp, transport }: StoredSettings): void {
  if (sender.fromAddress !== '' && !ADDRESS.test(sender.fromAddress)) throw fail('invalid_input', { path: 'sender.fromAddress' });
  if (sender.supportAddress !== '' && !ADDRESS.test(sender.supportAddress)) throw fail('invalid_input', { path: 'sender.supportAddress' });
  if (sender.bounceAddress !== '' && !isReturnAddress(sender.bounceAddress)) throw fail('invalid_input', { path: 'sender.bounceAddress' });
  // A pasted URL, or a port behind the name, would only fail later with a puzzling answer.
  if (!/^(\[[\da-f:]+\]|[\da-f]*:[\da-f:]+|[^\s/@:]*)$/i.test(smtp.host)) throw fail('invalid_input', { path: 'smtp.host' });
  if (smtp.security === 'none' && smtp.host !== '' && !isLoopback(smtp.host)) throw fail('invalid_input', { path: 'smtp.security' });
  if (transport === 'smtp' && smtp.host === '') throw fail('smtp_not_set', {});
  if (transport === 'smtp' && sender.fromAddress === '') throw fail('sender_not_set', {});
}
