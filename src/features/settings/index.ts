export { readSettings, readSmtpAccount, type Sending, settingsHandlers } from './settings.handlers.ts';
export type { StoredSettings } from './settings.rules.ts';
